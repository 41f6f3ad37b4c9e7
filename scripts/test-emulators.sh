#!/usr/bin/env bash
# Installs the emulators that the contract tests compare with. Prints nothing but errors.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
target="$root/core/target/emulators"
packages=(kinesalite@3.3.3 kinesis-local@0.6.2)
stamp="$target/.installed-$(IFS=_; echo "${packages[*]//\//-}")"

[[ -e "$stamp" ]] && exit 0
command -v node >/dev/null || { echo "node is not installed" >&2; exit 1; }
command -v npm >/dev/null || { echo "npm is not installed" >&2; exit 1; }
mkdir -p "$target"
npm install --silent --no-audit --no-fund --no-save --prefix "$target" "${packages[@]}" >"$target/npm.log" 2>&1 \
  || { cat "$target/npm.log" >&2; exit 1; }
touch "$stamp"
