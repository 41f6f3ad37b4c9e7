#!/usr/bin/env bash
# Builds the committed state twice, in two folders and under two umasks, and compares every archive byte for byte.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
commit=$(git -C "$root" rev-parse HEAD)

build() {
    local folder=$1 mask=$2
    git clone -q --no-hardlinks "$root" "$folder"
    git -C "$folder" checkout -q --detach "$commit"
    (umask "$mask" && cd "$folder" && mvn -q -B -ntp -Dquick -DskipTests -Pdist package >"$work/log" 2>&1) ||
        { tail -n 30 "$work/log" >&2; echo "error: the build in $folder failed" >&2; exit 1; }
}

[[ -z "$(git -C "$root" status --porcelain)" ]] || echo "note: changes that are not committed are not built" >&2
build "$work/one" 022
build "$work/a second, longer folder" 077

failed=false
compared=0
for one in "$work"/one/cli/target/tmctl[-_]*.{tar.gz,deb,json}; do
    other="$work/a second, longer folder/cli/target/${one##*/}"
    if cmp -s "$one" "$other"; then
        echo "same    ${one##*/}  $(sha256sum <"$one" | cut -c 1-64)"
    else
        echo "differs ${one##*/}"
        failed=true
    fi
    compared=$((compared + 1))
done
((compared >= 4)) || { echo "error: only $compared archives were built" >&2; exit 1; }
! $failed
