#!/usr/bin/env bash
# Tortures the built adapter: half an hour of hostile clients beside a sender that behaves well, or generated requests.
#   scripts/torture.sh [--minutes N] [--seed N]
#   scripts/torture.sh fuzz [--requests N] [--seed N]
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

# shellcheck source=cli/src/main/dist/lib/find-java.sh
. "$root/cli/src/main/dist/lib/find-java.sh"
find_java_25 '' || exit 1

echo "building" >&2
(cd "$root" && mvn -B -q -Dquick -Pbench -DskipTests package) >&2
tmctl=("$root"/cli/target/tmctl-*/bin/tmctl)
class_path="$root/bench/target/classes:$root/bench/target/lib/*"
main=dev.tmctl.bench.torture.Torture
if [[ "${1:-}" == fuzz ]]; then
    shift
    main=dev.tmctl.bench.torture.Fuzz
fi

home=$(mktemp -d)
export TMCTL_HOME="$home"
clean_up() {
    "${tmctl[0]}" delete target torture --yes >/dev/null 2>&1 || true
    "${tmctl[0]}" local stop >/dev/null 2>&1 || true
    rm -rf "$home"
}
trap clean_up EXIT
ulimit -n "$(ulimit -H -n)"
"${tmctl[0]}" create target awskinesis --local --name torture --partition torture >/dev/null 2>&1
described=$("${tmctl[0]}" describe torture -o json)
field() { sed -n "s/.*\"$1\" *: *\"\{0,1\}\([^\",}]*\).*/\1/p" <<<"$described" | head -n 1; }
arguments=(--adapter "$(field url)")
if [[ $main == *Torture ]]; then
    kinesis=$("${tmctl[0]}" local status | sed -n 's/^ *endpoint *//p')
    arguments+=(--pid "$(field pid)" --kinesis "$kinesis" --stream torture)
fi
"$java_home/bin/java" -XX:+UseSerialGC -Xmx2g -cp "$class_path" "$main" "${arguments[@]}" "$@"
