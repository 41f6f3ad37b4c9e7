#!/usr/bin/env bash
# Measures the adapter's image: its size, how long it takes to be ready, and its resident memory, idle and under light
# load (1 KiB events, 50 a second for 30 s, into the local Kinesis). Needs buildah, curl and root; no engine, no registry.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
if (($# > 1)) || [[ "${1:-}" == -* ]]; then
    echo "usage: scripts/measure-image.sh [BASE]   (as scripts/build-image.sh --base)" >&2
    exit 2
fi
work=$(mktemp -d)
export CONTAINERS_STORAGE_CONF="$work/storage.conf" BUILDAH_ISOLATION=chroot TMCTL_HOME="$work/home"
printf '[storage]\ndriver = "vfs"\ngraphroot = "%s/graph"\nrunroot = "%s/run"\n' "$work" "$work" >"$CONTAINERS_STORAGE_CONF"
tmctl=$(echo "$root"/cli/target/tmctl-*/bin/tmctl)
pid=''
finish() {
    [[ -z "$pid" ]] || kill "$pid" 2>/dev/null || true
    "$tmctl" local stop >/dev/null 2>&1 || true
    wait
    rm -rf "$work"
}
trap finish EXIT

"$root/scripts/build-image.sh" --tool buildah --tag localhost/tmctl-adapter:measured ${1:+--base "$1"} >"$work/build" 2>&1 ||
    { cat "$work/build" >&2 && exit 1; }
container=$(buildah from localhost/tmctl-adapter:measured)
image=$(buildah mount "$container")
echo "size        $(du -sm --apparent-size "$image" | cut -f 1) MiB, as a compressed archive $(tar -C "$image" -c . | gzip -6 | wc -c | awk '{ printf "%d", $1 / 1048576 }') MiB"
for part in opt/tmctl/runtime opt/tmctl/lib opt/tmctl/cache; do
    printf '  %-9s %s MiB\n' "${part##*/}" "$(du -sm --apparent-size "$image/$part" | cut -f 1)"
done

# the stream is made by a target of this name, whose own adapter is not needed
"$tmctl" create target awskinesis --local --name measured --partition p >/dev/null 2>&1
"$tmctl" stop measured >/dev/null 2>&1
endpoint=$("$tmctl" local status -o json | sed 's/.*"endpoint":"\([^"]*\)".*/\1/')
mapfile -t entrypoint < <(buildah inspect --type container \
    --format '{{range .OCIv1.Config.Entrypoint}}{{println .}}{{end}}' "$container" | sed '/^$/d')
port=$((20000 + RANDOM % 10000))
start=$(date +%s%N)
buildah run --isolation chroot --env ARN=arn:aws:kinesis:us-east-1:000000000000:stream/measured \
    --env AWS_KINESIS_PARTITION=p --env AWS_ACCESS_KEY_ID=a --env AWS_SECRET_ACCESS_KEY=a --env PORT=$port \
    --env METRICS_PROMETHEUS_PORT=$((port + 1)) --env AWS_ENDPOINT_URL_KINESIS="$endpoint" \
    "$container" -- "${entrypoint[@]}" >"$work/log" 2>&1 &
for ((i = 0; i < 600; i++)); do
    curl -fs -o /dev/null "http://127.0.0.1:$port/readyz" && break
    sleep 0.05
done
echo "ready       after $((($(date +%s%N) - start) / 1000000)) ms, buildah's own start included"
for child in /proc/[0-9]*; do
    if tr '\0' ' ' 2>/dev/null <"$child/environ" | grep -q "PORT=$port " && [[ "$(readlink "$child/exe")" == */runtime/bin/java ]]; then
        pid=${child##*/}
    fi
done
[[ -n "$pid" ]] || { cat "$work/log" >&2 && exit 1; }
resident() {
    awk '/VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$pid/status"
}
sleep 10
echo "idle        $(resident) MiB resident, 10 s after its start"
head -c 1024 /dev/zero | tr '\0' a >"$work/event"
curl -s -o /dev/null --rate 50/s --data-binary "@$work/event" -H 'ce-specversion: 1.0' -H 'ce-id: 1' -H 'ce-source: m' \
    -H 'ce-type: m' -H 'content-type: text/plain' "http://127.0.0.1:$port/[1-1500]"
echo "light load  $(resident) MiB resident, after $(grep -c 'event stored' "$work/log") events in 30 s"
