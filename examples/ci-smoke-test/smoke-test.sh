#!/bin/sh
# Sends events through an adapter into the embedded local Kinesis and checks what the stream holds. Needs tmctl on the
# PATH, and neither an AWS account nor a network.
set -eu

# everything this test makes is in this folder
TMCTL_HOME=$(mktemp -d)
export TMCTL_HOME
finish() {
    tmctl delete target smoke --yes >/dev/null 2>&1 || true
    tmctl local stop >/dev/null 2>&1 || true
    rm -rf "$TMCTL_HOME"
}
trap finish EXIT
trap 'exit 130' INT TERM

tmctl create target awskinesis -q --local --name smoke --partition ci

# the payload alone is the record; the exit code says whether it is stored
tmctl send -q -o none --eventType order.created '{"order": 1}'
printf '%s\n' '{"order": 2}' '{"order": 3}' | tmctl send -q -o none --eventType order.created -f -

expected='{"order": 1}
{"order": 2}
{"order": 3}'
stored=$(tmctl watch smoke -q --from beginning --max 3 --idle 30 | sed -n 's/^  \({.*\)/\1/p')
if [ "$stored" != "$expected" ]; then
    echo "the stream holds other records than expected:" >&2
    echo "$stored" >&2
    exit 1
fi
echo "smoke test passed: 3 events sent, 3 records read back"
