#!/usr/bin/env bash
# Measures tmctl and others side by side; --help lists the options. Builds what is missing or older than its sources.
# With --jmh first it runs the micro-benchmarks instead and passes the other arguments to JMH.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

# shellcheck source=cli/src/main/dist/lib/find-java.sh
. "$root/cli/src/main/dist/lib/find-java.sh"
find_java_25 '' || exit 1

stamp="$root/bench/target/.built"
if [[ ! -e "$stamp" || -n "$(find "$root"/{core,cli,bench}/src/main "$root"/{pom,core/pom,cli/pom,bench/pom}.xml \
    -newer "$stamp" -print -quit)" ]]; then
    echo "building" >&2
    (cd "$root" && mvn -B -q -Dquick -Pbench -DskipTests package) >&2
    touch "$stamp"
fi

class_path="$root/bench/target/classes:$root/bench/target/lib/*"
if [[ "${1:-}" == --jmh ]]; then
    shift
    exec "$java_home/bin/java" -cp "$class_path" org.openjdk.jmh.Main "$@"
fi
# The launcher alone knows the flags of an adapter.
adapter_flags=$(sed -n '/^    adapter)/,/;;/s/^ *mode="\(.*\)"$/\1/p' "$root/cli/src/main/dist/bin/tmctl")
[[ -n "$adapter_flags" ]] || { echo "error: the launcher has no flags of an adapter" >&2; exit 1; }
# The load and the stub are in this process; SUBJECT_FLAGS go to the processes that are measured, for a profile.
exec "$java_home/bin/java" -XX:+UseSerialGC -Xms512m -Xmx2g -XX:-UsePerfData -Xshare:auto \
    -Dtmctl.bench.adapter.flags="$adapter_flags" -Dtmctl.bench.flags="${SUBJECT_FLAGS:-}" -cp "$class_path" dev.tmctl.bench.Bench --root "$root" "$@"
