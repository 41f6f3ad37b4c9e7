#!/bin/sh
# Brings the schemas that the tests of `tmctl dump` check objects against: Kubernetes' OpenAPI definitions as JSON Schema,
# of the oldest and the newest version in the Python package kubernetes-validate. Nothing of it is run.
set -eu
cd "$(dirname "$0")/.."
VERSION=1.37.0
out=target/kubernetes-schemas
[ -d "$out" ] && exit 0
if ! command -v python3 >/dev/null 2>&1; then
    echo "note: no Kubernetes schemas: there is no python3" >&2
    exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip download -q --no-deps --only-binary :all: --disable-pip-version-check -d "$work" \
    "kubernetes-validate==$VERSION"
mkdir -p "$work/schemas"
python3 - "$work" <<'PYTHON'
import glob, os, sys, zipfile
work = sys.argv[1]
with zipfile.ZipFile(glob.glob(os.path.join(work, "*.whl"))[0]) as wheel:
    for version in ("v1.25.0", "v1.37.0"):
        prefix = "kubernetes_validate/kubernetes-json-schema/%s-local-strict/" % version
        folder = os.path.join(work, "schemas", version)
        os.makedirs(folder)
        for name in wheel.namelist():
            if name.startswith(prefix) and name.endswith(".json"):
                with open(os.path.join(folder, os.path.basename(name)), "wb") as file:
                    file.write(wheel.read(name))
PYTHON
mkdir -p target
mv "$work/schemas" "$out"
