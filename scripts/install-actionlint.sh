#!/bin/sh
# Installs actionlint, which checks .github/workflows, into target/tools where Go is there.
set -eu
version=v1.7.12
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
tools=$root/target/tools
[ -x "$tools/actionlint" ] && exit 0
if ! command -v go >/dev/null 2>&1; then
    echo "note: actionlint is not installed, and there is no go" >&2
    exit 1
fi
GOBIN=$tools go install "github.com/rhysd/actionlint/cmd/actionlint@$version"
