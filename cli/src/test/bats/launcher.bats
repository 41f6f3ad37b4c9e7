#!/usr/bin/env bats
# The launcher in a real shell, with a Java that only tells how it was called. LauncherIT runs it once for each shell
# and sets:
#   TMCTL_DIST   the built distribution
#   TMCTL_SHELL  the shell, with its options

# set by bats' run; dollars are for others by intent
# shellcheck disable=SC2154,SC2016
bats_require_minimum_version 1.5.0

setup() {
    app="$BATS_TEST_TMPDIR/an app"
    mkdir -p "$app/lib" "$BATS_TEST_TMPDIR/home"
    cp -R "$TMCTL_DIST/bin" "$app/"
    cp "$TMCTL_DIST/lib/find-java.sh" "$app/lib/"
    jvms=$BATS_TEST_TMPDIR/jvms
}

# A Java home in folder $1 of version $2, which it tells in the file "release" unless $3 says no.
fake_java() {
    mkdir -p "$1/bin"
    cat >"$1/bin/java" <<'END'
#!/bin/sh
if [ "$*" = -version ]; then
    echo "openjdk version \"$(cat "${0%/bin/java}/version")\" 2025-09-16" >&2
    exit 0
fi
echo "java ${0%/bin/java}"
echo "pid $$"
echo "locale ${LC_ALL:-unset}"
echo "JAVA_TOOL_OPTIONS ${JAVA_TOOL_OPTIONS:-unset}"
for argument in "$@"; do printf 'argument %s\n' "$argument"; done
exit 7
END
    chmod +x "$1/bin/java"
    echo "$2" >"$1/version"
    [ "${3:-}" = no ] || printf 'IMPLEMENTOR="Somebody"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
}

# Runs a launcher: variables first, then its path and arguments.
launch() {
    local variables=(PATH=/usr/bin:/bin HOME="$BATS_TEST_TMPDIR/home")
    while [[ $1 == *=* ]]; do
        variables+=("$1")
        shift
    done
    # the shell's options are words by intent
    # shellcheck disable=SC2086
    run -7 --separate-stderr env -i "${variables[@]}" $TMCTL_SHELL "$@"
    [ "$stderr" = "" ]
}

# The same where no Java is installed at all: the usual folders are hidden in a mount namespace that ends with it.
launch_alone() {
    local expected=$1 variables=(PATH=/usr/bin:/bin HOME="$BATS_TEST_TMPDIR/home")
    shift
    while [[ $1 == *=* ]]; do
        variables+=("$1")
        shift
    done
    unshare -m true 2>/dev/null || skip "this user cannot hide the machine's Java"
    # shellcheck disable=SC2016,SC2086
    run "-$expected" --separate-stderr unshare -m sh -c '
        for folder in /usr/lib/jvm /usr/java /opt/java /opt/jdk*; do
            [ ! -d "$folder" ] || mount -t tmpfs none "$folder" || exit 99
        done
        exec "$@"' sh env -i "${variables[@]}" $TMCTL_SHELL "$@"
}

used() { [ "${lines[0]}" = "java $1" ] || { echo "used: ${lines[0]}"; return 1; }; }

argument() { grep -Fxq -- "argument $1" <<<"$output" || { echo "no $1 in: $output"; return 1; }; }

@test "the runtime that came with it goes before JAVA_HOME" {
    fake_java "$app/runtime" 25.0.1
    fake_java "$jvms/other" 25.0.3
    launch JAVA_HOME="$jvms/other" "$app/bin/tmctl"
    used "$app/runtime"
}

@test "TMCTL_JAVA_HOME goes before everything" {
    fake_java "$app/runtime" 25.0.1
    fake_java "$jvms/my own" 25
    launch TMCTL_JAVA_HOME="$jvms/my own" JAVA_HOME="$app/runtime" "$app/bin/tmctl"
    used "$jvms/my own"
}

@test "a TMCTL_JAVA_HOME of another version is refused, though there is a right Java" {
    fake_java "$app/runtime" 25.0.1
    fake_java "$jvms/21" 21.0.5
    # shellcheck disable=SC2086
    run -1 --separate-stderr env -i PATH=/usr/bin:/bin TMCTL_JAVA_HOME="$jvms/21" $TMCTL_SHELL "$app/bin/tmctl"
    [ "$output" = "" ]
    [ "$stderr" = "error: TMCTL_JAVA_HOME is $jvms/21, which is not a Java 25
next:  set TMCTL_JAVA_HOME to the home of a Java 25, or unset it" ]
}

@test "without a runtime of its own it takes JAVA_HOME" {
    fake_java "$jvms/25" 25.0.2
    launch JAVA_HOME="$jvms/25" "$app/bin/tmctl"
    used "$jvms/25"
}

@test "a broken or old JAVA_HOME is passed over" {
    fake_java "$BATS_TEST_TMPDIR/home/.jdks/17" 17.0.1
    fake_java "$BATS_TEST_TMPDIR/home/.jdks/25" 25
    fake_java "$jvms/21" 21.0.5
    fake_java "$jvms/255" 255.0.1
    for broken in "$jvms/missing" "$jvms/21" "$jvms/255" ""; do
        launch_alone 7 JAVA_HOME="$broken" "$app/bin/tmctl"
        used "$BATS_TEST_TMPDIR/home/.jdks/25"
    done
}

@test "a Java without a file of its release is asked" {
    fake_java "$jvms/25" 25.0.2 no
    fake_java "$BATS_TEST_TMPDIR/home/.jdks/25" 25
    launch JAVA_HOME="$jvms/25" "$app/bin/tmctl"
    used "$jvms/25"
    fake_java "$jvms/24" 24.0.2 no
    launch_alone 7 JAVA_HOME="$jvms/24" "$app/bin/tmctl"
    used "$BATS_TEST_TMPDIR/home/.jdks/25"
}

@test "the Java on PATH is the last that it takes, behind links" {
    fake_java "$jvms/a jdk" 25.0.2
    mkdir "$BATS_TEST_TMPDIR/bin"
    ln -s "$jvms/a jdk/bin/java" "$jvms/current"
    ln -s ../jvms/current "$BATS_TEST_TMPDIR/bin/java"
    launch_alone 7 PATH="$BATS_TEST_TMPDIR/bin:/usr/bin:/bin" "$app/bin/tmctl"
    used "$jvms/a jdk"
}

@test "no Java: says where it looked and what to do" {
    launch_alone 1 "$app/bin/tmctl" version
    [ "$output" = "" ]
    [ "$stderr" = "error: tmctl needs Java 25 and found none
looked at: TMCTL_JAVA_HOME (not set), $app/runtime, JAVA_HOME (not set),
           /usr/lib/jvm, /usr/java, /opt/java, /opt/jdk*, ~/.sdkman, ~/.jdks, /Library/Java and PATH
next:  install a JDK 25 and set TMCTL_JAVA_HOME to its home if it lies elsewhere" ]
}

@test "the caches are made with a Java of the user's home, where their home is another" {
    fake_java "$BATS_TEST_TMPDIR/home/.jdks/one" 25
    echo build >"$app/lib/build-id"
    launch_alone 1 "$app/bin/tmctl-warmup"
    [[ $stderr == "error: the help could not be rendered"* ]]
    [[ $stderr == *"  java $BATS_TEST_TMPDIR/home/.jdks/one"* ]]
}

@test "only a wrong Java: the same, and names it" {
    fake_java "$jvms/21" 21.0.5
    launch_alone 1 JAVA_HOME="$jvms/21" PATH="$jvms/21/bin:/usr/bin:/bin" "$app/bin/tmctl" version
    [[ $stderr == "error: tmctl needs Java 25 and found none"*"JAVA_HOME ($jvms/21)"* ]]
}

@test "symbolic links, chains of them and folders with spaces lead to it" {
    fake_java "$app/runtime" 25
    mkdir -p "$BATS_TEST_TMPDIR/my bin/deeper"
    cd "$BATS_TEST_TMPDIR/my bin"
    ln -s "$app/bin/tmctl" absolute
    ln -s "../an app/bin/tmctl" relative
    ln -s ../relative deeper/chain
    ln -s "$PWD/deeper/chain" "end of the chain"
    ln -s "../an app" "deeper/folder"
    ln -s ../../"an app" deeper/app
    for link in absolute ./relative deeper/chain "$PWD/end of the chain" "end of the chain" deeper/app/bin/tmctl; do
        launch "$link"
        used "$app/runtime"
        argument "-Dtmctl.launcher=$app/bin/tmctl"
        argument "$app/lib/tmctl.jar"
    done
}

@test "its own folder and PATH lead to it" {
    fake_java "$app/runtime" 25
    cd "$app/bin"
    launch tmctl
    used "$app/runtime"
    run -7 env -i PATH="$app/bin:/usr/bin:/bin" tmctl
    used "$app/runtime"
}

@test "CDPATH and an unusual IFS change nothing" {
    fake_java "$app/runtime" 25
    mkdir -p "$BATS_TEST_TMPDIR/trap/an app"
    cd "$BATS_TEST_TMPDIR"
    launch CDPATH="$BATS_TEST_TMPDIR/trap" "IFS=/ax" "an app/bin/tmctl" send a/x
    used "$app/runtime"
    argument a/x
}

@test "arguments arrive as they were typed" {
    fake_java "$app/runtime" 25
    launch "$app/bin/tmctl" send '*' 'two words' '' '$HOME' '"quoted"' "it's" 'back\slash' -- --direct 'é'
    [ "$(tail -n 11 <<<"$output")" = 'argument send
argument *
argument two words
argument 
argument $HOME
argument "quoted"
argument it'"'"'s
argument back\slash
argument --
argument --direct
argument é' ]
    grep -Fxq "argument dev.tmctl.cli.Main" <<<"$output"
}

@test "it becomes the Java, whose exit code is its own" {
    fake_java "$app/runtime" 25
    # shellcheck disable=SC2086
    env -i PATH=/usr/bin:/bin $TMCTL_SHELL "$app/bin/tmctl" >"$BATS_TEST_TMPDIR/out" &
    local pid=$! code=0
    wait "$pid" || code=$?
    [ "$code" = 7 ]
    grep -Fxq "pid $pid" "$BATS_TEST_TMPDIR/out"
}

@test "it starts no program on its way" {
    fake_java "$app/runtime" 25
    sed -i '1s|.*|#!'"$(command -v sh)"'|' "$app/runtime/bin/java"
    local shell
    read -r -a shell <<<"$TMCTL_SHELL"
    shell[0]=$(command -v "${shell[0]}")
    run -7 --separate-stderr env -i PATH=/nonexistent "${shell[@]}" "$app/bin/tmctl" describe orders
    used "$app/runtime"
    [ "$stderr" = "" ]
}

@test "TMCTL_JAVA_OPTS are words for the JVM, after its own flags" {
    fake_java "$app/runtime" 25
    launch TMCTL_JAVA_OPTS="-Xmx1g -Da=b" "$app/bin/tmctl" version
    argument -Xmx1g
    argument -Da=b
    [ "$(grep -n -e '-Xmx1g' <<<"$output" | cut -d: -f1)" -gt "$(grep -n UseSerialGC <<<"$output" | cut -d: -f1)" ]
    [ "$(grep -n -e '-Da=b' <<<"$output" | cut -d: -f1)" -lt "$(grep -n dev.tmctl.cli.Main <<<"$output" | cut -d: -f1)" ]
}

@test "JAVA_TOOL_OPTIONS are obeyed in silence" {
    fake_java "$app/runtime" 25
    launch JAVA_TOOL_OPTIONS="-Dquiet=yes" "$app/bin/tmctl"
    argument -Dquiet=yes
    grep -Fxq "JAVA_TOOL_OPTIONS unset" <<<"$output"
}

@test "the real JVM announces no JAVA_TOOL_OPTIONS" {
    run -0 --separate-stderr env -i PATH=/usr/bin:/bin HOME="$BATS_TEST_TMPDIR/home" TMCTL_JAVA_HOME="$TMCTL_JAVA_HOME" \
        JAVA_TOOL_OPTIONS=-Dfile.encoding=UTF-8 "$TMCTL_DIST/bin/tmctl" --version
    [[ $output == "tmctl "* ]]
    [ "$stderr" = "" ]
}

@test "a locale that is not UTF-8 becomes C.UTF-8, another stays" {
    fake_java "$app/runtime" 25
    launch LC_ALL=C "$app/bin/tmctl"
    grep -Fxq "locale C.UTF-8" <<<"$output"
    launch LANG=de_DE.ISO-8859-1 "$app/bin/tmctl"
    grep -Fxq "locale C.UTF-8" <<<"$output"
    launch "$app/bin/tmctl"
    grep -Fxq "locale C.UTF-8" <<<"$output"
    launch LC_ALL=C.utf8 "$app/bin/tmctl"
    grep -Fxq "locale C.utf8" <<<"$output"
    launch LANG=fr_FR.UTF-8 "$app/bin/tmctl"
    grep -Fxq "locale unset" <<<"$output"
}

@test "text outside ASCII goes through the real JVM under LC_ALL=C" {
    # shellcheck disable=SC2086
    run -2 --separate-stderr env -i PATH=/usr/bin:/bin HOME="$BATS_TEST_TMPDIR/home" LC_ALL=C \
        TMCTL_JAVA_HOME="$TMCTL_JAVA_HOME" $TMCTL_SHELL "$TMCTL_DIST/bin/tmctl" send --naïve-☃
    [[ $stderr == *"--naïve-☃"* ]]
}

@test "it tells which of its streams are terminals" {
    command -v script >/dev/null || skip "script is not installed"
    fake_java "$app/runtime" 25
    launch "$app/bin/tmctl" </dev/null
    argument -Dtmctl.tty.in=false
    argument -Dtmctl.tty.out=false
    argument -Dtmctl.tty.err=false
    local command="env -i PATH=/usr/bin:/bin $TMCTL_SHELL '$app/bin/tmctl'"
    run script -qec "$command" /dev/null
    output=${output//$'\r'/}
    argument -Dtmctl.tty.in=true
    argument -Dtmctl.tty.out=true
    argument -Dtmctl.tty.err=true
    run script -qec "$command </dev/null 2>/dev/null" /dev/null
    output=${output//$'\r'/}
    argument -Dtmctl.tty.in=false
    argument -Dtmctl.tty.out=true
    argument -Dtmctl.tty.err=false
    run script -qec "$command >'$BATS_TEST_TMPDIR/out'" /dev/null
    output=$(cat "$BATS_TEST_TMPDIR/out")
    argument -Dtmctl.tty.in=true
    argument -Dtmctl.tty.out=false
    argument -Dtmctl.tty.err=true
}

@test "a closed standard input is an empty one, for the JVM would open a file in its place" {
    fake_java "$jvms/25" 25.0.3
    cat >"$jvms/25/bin/java" <<'JAVA'
#!/bin/sh
echo "input $(readlink /proc/$$/fd/0)"
JAVA
    # shellcheck disable=SC2086
    run --separate-stderr sh -c 'exec "$@" <&-' sh \
        env -i PATH=/usr/bin:/bin HOME="$BATS_TEST_TMPDIR/home" TMCTL_JAVA_HOME="$jvms/25" \
        $TMCTL_SHELL "$app/bin/tmctl" version
    [ "$status" -eq 0 ]
    [ "$output" = "input /dev/null" ]
}

@test "flags of every command may stand before its name: the process is of the command's kind" {
    fake_java "$jvms/25" 25.0.3
    for flags in '-q' '--color never -v' '--color=never --debug'; do
        # shellcheck disable=SC2086
        run --separate-stderr env -i PATH=/usr/bin:/bin HOME="$BATS_TEST_TMPDIR/home" TMCTL_JAVA_HOME="$jvms/25" \
            $TMCTL_SHELL "$app/bin/tmctl" $flags send -f events.ndjson
        [ "$status" -eq 7 ]
        [[ "$output" == *"argument -Xmx128m"* ]]
    done
}

@test "it tells the kind of process" {
    fake_java "$jvms/25" 25.0.3
    while read -r expected words; do
        # shellcheck disable=SC2086
        run --separate-stderr env -i PATH=/usr/bin:/bin HOME="$BATS_TEST_TMPDIR/home" TMCTL_JAVA_HOME="$jvms/25" \
            $TMCTL_SHELL "$app/bin/tmctl" $words
        [ "$status" -eq 7 ]
        [[ "$output" == *"argument -Dtmctl.kind=$expected"* ]] || { echo "$words: $output"; return 1; }
    done <<'LINES'
send send text
send send-event -f events.ndjson
direct send --direct text
direct -q send --direct -f events.ndjson
plain send --direct --help
plain --version
aws create target awskinesis --local
aws start orders
aws restart
aws watch
aws watch orders
aws describe orders
client describe
client describe -o json
client config list
client local status
server local run
server adapter
LINES
}
