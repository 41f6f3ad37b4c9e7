#!/bin/sh
# Does the main job on the embedded local Kinesis: creates a target, sends events, prints the result events, and reads
# the records back from the stream. Builds what is missing; needs a JDK 25 and Maven, no AWS account.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$root"

distribution() {
    for candidate in cli/target/tmctl-*/bin/tmctl; do
        [ -x "$candidate" ] && echo "$candidate" && return 0
    done
    return 1
}

if ! tmctl=$(distribution); then
    echo "building (the first time takes a few minutes) ..."
    mvn -q -B -Dquick -DskipTests package
    tmctl=$(distribution)
fi
tmctl=$root/$tmctl

# A home of its own, so that nothing of yours is touched; everything is stopped and removed at the end.
TMCTL_HOME=$(mktemp -d)
export TMCTL_HOME
finish() {
    "$tmctl" stop orders >/dev/null 2>&1 || true
    "$tmctl" local stop >/dev/null 2>&1 || true
    rm -rf "$TMCTL_HOME"
}
trap finish EXIT
trap 'exit 130' INT TERM

run() {
    echo
    echo "\$ tmctl $*"
    "$tmctl" "$@"
}

run create target awskinesis --local --name orders --partition quickstart
run send --eventType order.created '{"order": 1, "item": "tea"}'
run send --eventType order.note "two sugars, please"
run send --eventType order.paid --extension tenant=a -o json '{"order": 1, "paid": true}'
run describe
run watch --from beginning --max 3 --idle 10
echo
echo "done: 3 events sent, 3 records read back"
echo "yours: $tmctl create target awskinesis --local --partition KEY"
