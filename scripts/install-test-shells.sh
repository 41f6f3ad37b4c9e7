#!/bin/sh
# Installs the shells that the tests of the completion run in, and what checks scripts and the Homebrew formula, from
# Debian's packages, where they are missing.
set -eu
missing=
for tool in bats zsh fish shellcheck ruby script; do
    command -v "$tool" >/dev/null 2>&1 && continue
    # Debian has script in a package of another name
    [ "$tool" = script ] && tool=bsdutils
    missing="$missing $tool"
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "note: not installed, and there is no apt-get:$missing" >&2
    exit 1
fi
apt-get update -q
# names of packages, separate by intent
# shellcheck disable=SC2086
apt-get install -q -y --no-install-recommends $missing
