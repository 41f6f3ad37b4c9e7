#!/bin/sh
# Installs what the test of the container image builds and runs it with, from Debian's packages, where it is missing.
set -eu
command -v buildah >/dev/null 2>&1 && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "note: buildah is not installed, and there is no apt-get" >&2
    exit 1
fi
apt-get update -q
apt-get install -q -y --no-install-recommends buildah
