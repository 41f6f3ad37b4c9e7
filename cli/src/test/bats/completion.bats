#!/usr/bin/env bats
# The completion in a real shell. CompletionIT runs it once for each shell and sets:
#   TMCTL_SHELL    bash, zsh or fish
#   TMCTL_SCRIPTS  the folder of the scripts
#   TMCTL_FILLED   a home made by tmctl itself: targets orders and billing in the context default, later in staging,
#                  and the local stream orders
# In bash and zsh keys are typed on a pseudo-terminal, in fish its own engine is asked.

# words are cut by intent, and dollars are for other shells
# shellcheck disable=SC2016,SC2086

setup() {
    export HOME=$BATS_TEST_TMPDIR/home
    unset TMCTL_HOME
    mkdir -p "$HOME" "$BATS_TEST_TMPDIR/bin" "$BATS_TEST_TMPDIR/work/my files"
    cp -R "$TMCTL_FILLED/." "$HOME"
    # a TAB must not start the tool
    printf '#!/bin/sh\ntouch %q\n' "$BATS_TEST_TMPDIR/started" >"$BATS_TEST_TMPDIR/bin/tmctl"
    cp "$BATS_TEST_TMPDIR/bin/tmctl" "$BATS_TEST_TMPDIR/bin/java"
    chmod +x "$BATS_TEST_TMPDIR/bin/"*
    PATH=$BATS_TEST_TMPDIR/bin:$PATH
    cd "$BATS_TEST_TMPDIR/work" || return
    touch 'my files/a b.json' plain.json
}

teardown() {
    [ ! -e "$BATS_TEST_TMPDIR/started" ]
}

# Reads from the shell until a text comes, at most 20 seconds.
await() {
    local key deadline=$((SECONDS + 20))
    screen=
    while [ "$SECONDS" -lt "$deadline" ]; do
        IFS= read -r -d '' -n 1 -t 20 key <&"${TERMINAL[0]}" || break
        screen+=$key
        [[ $screen == *"$1" ]] && return
    done
    echo "waited for $1, saw: $screen"
    return 1
}

# Types keys and prints the line that they leave; $1 holds them as printf's %b takes them.
typed() {
    local rc=$BATS_TEST_TMPDIR/rc
    mkdir -p "$rc"
    if [ "$TMCTL_SHELL" = bash ]; then
        cat >"$rc/.bashrc" <<'RC'
PS1='READY>'
source "$TMCTL_SCRIPTS/tmctl.bash"
eval "$TMCTL_EXTRA"
bind 'set bell-style none'
bind '"\C-o": insert-completions'
dump() { printf 'LINE<%s>\nEND@' "$READLINE_LINE"; READLINE_LINE=; READLINE_POINT=0; }
bind -x '"\C-g": dump'
RC
        coproc TERMINAL { TERM=dumb script -qec "bash --noprofile --rcfile '$rc/.bashrc' -i" /dev/null 2>&1; }
    else
        cat >"$rc/.zshrc" <<'RC'
PS1='READY>'
autoload -Uz compinit; compinit -u -D
source $TMCTL_SCRIPTS/_tmctl
bindkey -e; unsetopt beep
zle -C all complete-word _generic
zstyle ':completion:all::::' completer _all_matches _complete
zstyle ':completion:all:*' insert true
bindkey '^O' all
dump() { print -rn -- "LINE<$BUFFER>"$'\n''END@'; BUFFER= }
zle -N dump; bindkey '^G' dump
RC
        coproc TERMINAL { ZDOTDIR=$rc TERM=dumb script -qec 'zsh -d -i' /dev/null 2>&1; }
    fi
    await 'READY>'
    printf '%b\007' "$1" >&"${TERMINAL[1]}"
    await 'END@'
    screen=${screen##*LINE<}
    printf '%s\n' "${screen%>*}"
    printf 'exit\n' >&"${TERMINAL[1]}"
}

# What is offered behind a line: one candidate after the other, without the line itself.
offers() {
    if [ "$TMCTL_SHELL" = fish ]; then
        fish --no-config -c "source '$TMCTL_SCRIPTS/tmctl.fish'; complete -C \$argv[1]" -- "$1" 2>&1 |
            sed -e 's/\t.*//' -e 's/^--[a-zA-Z.-]*=\(.\)/\1/' | sort | paste -sd ' '
        return
    fi
    local word=${1##* } line
    line=$(typed "$1\\x0f")
    # what was typed of the last word comes back as a part of the first candidate
    line=${line#"${1%"$word"}"}
    printf '%s\n' $line | sed -e 's/^--[a-zA-Z.-]*=\(.\)/\1/' -e 's/=$//' | sort -u | paste -sd ' '
}

is() {
    [ "$1" = "$2" ] || { printf 'expected: %s\ngot:      %s\n' "$2" "$1"; return 1; }
}

@test "subcommands" {
    is "$(offers 'tmctl st')" 'start stop'
}

@test "nested subcommands, behind aliases too" {
    is "$(offers 'tmctl create target aws')" awskinesis
    is "$(offers 'tmctl local re')" reset
    is "$(offers 'tmctl create target AWSKinesis --no-')" --no-start
}

@test "an alias when no name fits" {
    is "$(offers 'tmctl send-')" send-event
}

@test "options, without hidden ones" {
    is "$(offers 'tmctl send --dat')" '--datacontenttype --dataschema'
    [[ $(offers 'tmctl create target awskinesis --e') != *eventTypes* ]]
    [[ $(offers 'tmctl local run --') != *any-port* ]]
}

@test "names that differ by a hyphen stay apart" {
    is "$(offers 'tmctl send --partition-from=s')" 'source subject'
    [[ $(offers 'tmctl send --partition=s') != *subject* ]]
}

@test "words of an option, in both ways to write it" {
    is "$(offers 'tmctl send -o ')" 'json name none pretty yaml'
    is "$(offers 'tmctl send --output=')" 'json name none pretty yaml'
    is "$(offers 'tmctl describe --output ')" 'json table wide yaml'
    is "$(offers 'tmctl watch -o p')" pretty
}

@test "regions in an ARN" {
    [[ $(offers 'tmctl send --arn arn:aws:kinesis:ap-') == *ap-northeast-1:* ]]
    [[ $(offers 'tmctl send --arn=arn:aws-cn:kinesis:') == *cn-north-1:* ]]
    [[ $(offers 'tmctl send --arn=arn:aws-cn:kinesis:') != *eu-central-1* ]]
}

@test "streams of the local Kinesis and of the context's targets" {
    [[ $(offers 'tmctl send --arn arn:aws:kinesis:us-east-1:') == *000000000000:stream/orders* ]]
    [[ $(offers 'tmctl send --arn arn:aws:kinesis:eu-central-1:') == *123456789012:stream/billing* ]]
}

@test "target names" {
    is "$(offers 'tmctl describe ')" 'billing orders'
    is "$(offers 'tmctl send --target=o')" orders
    is "$(offers 'tmctl delete target orders ')" billing
    is "$(offers 'tmctl logs -f ')" 'billing orders'
}

@test "target names of the context on the line" {
    is "$(offers 'tmctl describe --context staging ')" later
    is "$(offers 'tmctl describe --context=staging ')" later
}

@test "target names of the configured context" {
    echo 'context: "staging"' >"$HOME/.triggermesh/cli/config.yaml"
    is "$(offers 'tmctl stop ')" later
}

@test "TMCTL_HOME with a space in it" {
    mv "$HOME/.triggermesh/cli" "$HOME/a home"
    export TMCTL_HOME="$HOME/a home"
    is "$(offers 'tmctl describe ')" 'billing orders'
    is "$(offers 'tmctl describe --context ')" 'default staging'
}

@test "contexts" {
    is "$(offers 'tmctl describe --context ')" 'default staging'
    is "$(offers 'tmctl describe --context=s')" staging
}

@test "an empty home is quiet" {
    rm -rf "$HOME/.triggermesh"
    run offers 'tmctl send --target o'
    [ -z "$output" ] || [ "$output" = o ]
}

@test "a broken manifest is quiet" {
    printf 'kind: [\n\tname: }{ $(touch broken)\n---\nkind: AWSKinesisTarget\nmetadata:\n  name: $(touch broken)\n' \
        >"$HOME/.triggermesh/cli/default/manifest.yaml"
    run offers 'tmctl send --target o'
    [ -z "$output" ] || [ "$output" = o ]
    [ ! -e broken ]
}

@test "file names with spaces" {
    if [ "$TMCTL_SHELL" = fish ]; then
        is "$(offers 'tmctl send -f my\ files/')" 'my files/a b.json'
        is "$(offers 'tmctl send --file=my\ files/')" 'my files/a b.json'
    else
        is "$(typed 'tmctl send -f my\t\t' | sed 's/ *$//')" 'tmctl send -f my\ files/a\ b.json'
        is "$(typed 'tmctl send --failed=my\t\t' | sed 's/ *$//')" 'tmctl send --failed=my\ files/a\ b.json'
    fi
}

@test "the file of a secret, but no secret" {
    local create='tmctl create target awskinesis'
    is "$(offers "$create --auth.credentials.secretAccessKey=@pl")" @plain.json
    [[ $(offers "$create --auth.credentials.secretAccessKey=pl") != *plain.json* ]]
    [[ $(offers "$create --auth.credentials.accessKeyID --auth.credentials.sec") == *secretAccessKey* ]]
}

@test "platforms and targets of a dump" {
    is "$(offers 'tmctl dump -p d')" 'deployment docker-compose'
    is "$(offers 'tmctl dump --platform=kn')" knative
    is "$(offers 'tmctl dump orders -o json ')" billing
}

@test "keys of settings, and the values of each" {
    is "$(offers 'tmctl config get ')" 'color context output'
    is "$(offers 'tmctl config unset co')" 'color context'
    is "$(offers 'tmctl config set output ')" 'human json name wide yaml'
    is "$(offers 'tmctl config set --color never color a')" 'always auto'
    is "$(offers 'tmctl config set context ')" 'default staging'
    [[ $(offers 'tmctl config get context o') != *output* ]]
    [[ $(offers 'tmctl config set output json ') != *human* ]]
}

@test "commands and topics of help, and the commands below a command" {
    is "$(offers 'tmctl help ex')" exit-codes
    is "$(offers 'tmctl help st')" 'start stop'
    is "$(offers 'tmctl help create ')" target
    is "$(offers 'tmctl help create target aw')" awskinesis
    is "$(offers 'tmctl help --color never local re')" reset
    [[ $(offers 'tmctl help send s') != *start* ]]
    [[ $(offers 'tmctl help exit-codes s') != *start* ]]
}

@test "behind options before the command" {
    is "$(offers 'tmctl --context staging describe ')" later
    is "$(offers 'tmctl --context ')" 'default staging'
}

@test "shells of completion" {
    is "$(offers 'tmctl completion ')" 'bash fish zsh'
}

@test "bash without compopt offers no files for names" {
    [ "$TMCTL_SHELL" = bash ] || skip 'only in bash'
    export TMCTL_EXTRA='enable -n compopt'
    is "$(typed 'tmctl send --source pl\t')" 'tmctl send --source pl'
    is "$(typed 'tmctl send --file=pl\t')" 'tmctl send --file=plain.json'
}

@test "bash script is clean for shellcheck" {
    [ "$TMCTL_SHELL" = bash ] || skip 'only in bash'
    command -v shellcheck >/dev/null || skip 'shellcheck is not installed'
    shellcheck "$TMCTL_SCRIPTS/tmctl.bash"
}
