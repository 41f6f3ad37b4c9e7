#!/usr/bin/env bash
# Measures how long tmctl takes to start, beside a bare Java program and the aws command, all in turn in one run.
# Only its ratios compare. Needs Linux, bash 5 and a JDK 25; uses the local Kinesis on loopback and a folder of its own.
#   scripts/bench-startup.sh [RUNS]     RUNS of each command, 21 unless told
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
runs=${1:-21}
[[ $runs =~ ^[1-9][0-9]*$ ]] || { echo "usage: scripts/bench-startup.sh [RUNS]" >&2; exit 2; }

# shellcheck source=cli/src/main/dist/lib/find-java.sh
. "$root/cli/src/main/dist/lib/find-java.sh"
find_java_25 '' || exit 1
[[ -x "$java_home/bin/javac" ]] || { echo "error: $java_home is no JDK" >&2; exit 1; }

tmctl=$(printf '%s\n' "$root"/cli/target/tmctl-*/bin/tmctl | head -n 1)
[[ -x "$tmctl" ]] || { echo "error: nothing is built; run: mvn -Dquick -DskipTests package" >&2; exit 1; }

folder=$(mktemp -d "${TMPDIR:-/tmp}/tmctl-startup.XXXXXX")
export HOME=$folder/home TMCTL_HOME=$folder/targets AWS_EC2_METADATA_DISABLED=true
mkdir -p "$HOME"
unset TMCTL_JAVA_OPTS JAVA_TOOL_OPTIONS AWS_PROFILE
cleanup() {
    "$tmctl" stop bench >/dev/null 2>&1 || true
    "$tmctl" local stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap cleanup EXIT

cat >"$folder/Hello.java" <<'JAVA'
public class Hello {
    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
JAVA
"$java_home/bin/javac" -d "$folder" "$folder/Hello.java"

names=() # in the order of the table
declare -A times peaks bases limits

# Runs a command once and notes its milliseconds.
once() {
    local name=$1 from to
    shift
    from=$EPOCHREALTIME
    "$@" >"$folder/out" 2>&1 </dev/null || { echo "error: $* failed:" >&2; cat "$folder/out" >&2; exit 1; }
    to=$EPOCHREALTIME
    times[$name]+="$(((${to/./} - ${from/./}) / 100)) " # tenths of a millisecond
}

median() {
    local sorted
    read -r -a sorted <<<"$(tr ' ' '\n' <<<"$1" | grep . | sort -n | tr '\n' ' ')"
    echo "${sorted[$((${#sorted[@]} / 2))]}"
}

# A row: its name, what it is held against (or -), at most how many hundredths of it (or of a second), and its command.
declare -A commands
row() {
    names+=("$1")
    bases[$1]=$2
    limits[$1]=$3
    shift 3
    commands[${names[-1]}]=$(printf '%q ' "$@")
}

# What is measured cold: each time nothing of it runs.
for _ in 1 2 3; do
    "$tmctl" stop bench >/dev/null 2>&1 || true
    "$tmctl" local stop >/dev/null 2>&1 || true
    rm -rf "$TMCTL_HOME"
    once 'create target --local, cold' "$tmctl" create target awskinesis --local --name bench --partition p
    "$tmctl" stop bench >/dev/null 2>&1
    once 'start, adapter ready' "$tmctl" start bench
done
names+=('create target --local, cold' 'start, adapter ready')
bases['create target --local, cold']=seconds limits['create target --local, cold']=250
bases['start, adapter ready']=seconds limits['start, adapter ready']=100

endpoint=$("$tmctl" local status | sed -n 's/.*\(http:[^ ]*\).*/\1/p' | head -n 1)
arn=arn:aws:kinesis:us-east-1:000000000000:stream/bench
export AWS_ACCESS_KEY_ID=bench AWS_SECRET_ACCESS_KEY=bench AWS_DEFAULT_REGION=us-east-1

row 'java Hello' - - "$java_home/bin/java" -cp "$folder" Hello
row '--version' 'java Hello' 180 "$tmctl" --version
row '--help' 'java Hello' 260 "$tmctl" --help
row 'send --help' 'java Hello' 260 "$tmctl" send --help
row 'create target awskinesis --help' 'java Hello' 260 "$tmctl" create target awskinesis --help
row 'describe' 'java Hello' - "$tmctl" describe
row 'send through the adapter' 'java Hello' 350 "$tmctl" send --target bench '{"a":1}'
if command -v aws >/dev/null; then
    row 'aws kinesis put-record' - - aws kinesis put-record --endpoint-url "$endpoint" --stream-name bench \
        --partition-key p --data eyJhIjoxfQ==
    row 'send --direct' 'aws kinesis put-record' 45 "$tmctl" send --direct --arn "$arn" --partition p \
        --endpoint "$endpoint" '{"a":1}'
else
    echo "note: the aws command is not there; send --direct is held against nothing" >&2
    row 'send --direct' 'java Hello' - "$tmctl" send --direct --arn "$arn" --partition p --endpoint "$endpoint" '{"a":1}'
fi

for name in "${!commands[@]}"; do # what the disk must bring is read once before
    eval "once ignored ${commands[$name]}"
done
for ((run = 0; run < runs; run++)); do
    for name in "${names[@]}"; do
        [[ -z "${commands[$name]:-}" ]] || eval "once '$name' ${commands[$name]}"
    done
done
if [[ -x /usr/bin/time ]]; then
    for name in 'send through the adapter' 'send --direct'; do
        eval "/usr/bin/time -o '$folder/peak' -f %M ${commands[$name]}" >/dev/null 2>&1
        peaks[$name]=$(($(cat "$folder/peak") / 1024))
    done
fi

tenths() { # of a number of tenths
    printf '%d.%d' $(($1 / 10)) $(($1 % 10))
}
printf '%-32s %9s  %-38s %s\n' COMMAND 'MEDIAN MS' 'RATIO' 'PEAK MIB'
for name in "${names[@]}"; do
    took=$(median "${times[$name]}")
    against=''
    case ${bases[$name]} in
        -) ;;
        seconds)
            against="at most ${limits[$name]}0 ms"
            if ((took > limits[$name] * 100)); then against+=': NO'; else against+=': yes'; fi
            ;;
        *)
            base=$(median "${times[${bases[$name]}]}")
            ratio=$(((took * 100 + base - 1) / base)) # rounded up: above the limit when the exact one is
            against=$(printf '%d.%02d x %s' $((ratio / 100)) $((ratio % 100)) "${bases[$name]}")
            if [[ ${limits[$name]} != - ]]; then
                against+=$(printf ', at most %d.%02d: ' $((limits[$name] / 100)) $((limits[$name] % 100)))
                if ((ratio > limits[$name])); then against+=NO; else against+=yes; fi
            fi
            ;;
    esac
    printf '%-32s %9s  %-38s %s\n' "$name" "$(tenths "$took")" "$against" "${peaks[$name]:-}"
done
