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
echo "LOCPATH ${LOCPATH-unset}"
echo "HOME ${HOME-unset}"
echo "JAVA_TOOL_OPTIONS ${JAVA_TOOL_OPTIONS:-unset}"
for argument in "$@"; do printf 'argument %s\n' "$argument"; done
exit 7
END
    chmod +x "$1/bin/java"
    echo "$2" >"$1/version"
    [ "${3:-}" = no ] || printf 'IMPLEMENTOR="Somebody"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
}

# Breaks the Java of a home, so that it is still there: $2 says how. The programs are those of the real Java, changed.
break_java() {
    local java=$1/bin/java loader=/lib64/ld-linux-x86-64.so.2
    case $2 in
        link) ln -sf /nonexistent/java "$java" ;;
        empty) : >"$java" ;;
        mode) chmod -x "$java" ;;
        script) printf '#!/nonexistent/sh\n' >"$java" ;;
        *)
            mkdir -p "$1/lib/server"
            echo library >"$1/lib/server/libjvm.so"
            cp "$TMCTL_JAVA_HOME/bin/java" "$java"
            ;;
    esac
    case $2 in
        musl) LC_ALL=C sed -i "s|$loader|/lib/ld-musl-x86_64.so.1\x00\x00\x00|" "$java" ;;
        processor) LC_ALL=C sed -i "s|$loader|/lib/ld-linux-aarch64.so.1\x00|" "$java" ;;
        library) : >"$1/lib/server/libjvm.so" ;;
    esac
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

@test "a Java 25 that cannot run is passed over, with a word" {
    other=$BATS_TEST_TMPDIR/home/.jdks/25
    fake_java "$other" 25
    local broken=$jvms/broken
    for kind in link empty mode musl processor library script; do
        rm -rf "$broken"
        fake_java "$broken" 25.0.1
        break_java "$broken" "$kind"
        launch_alone 7 JAVA_HOME="$broken" "$app/bin/tmctl"
        used "$other" || { echo "$kind: $output $stderr"; return 1; }
        [ "$stderr" = "note: $broken is passed over: its Java 25 does not run on this machine" ]
        # shellcheck disable=SC2086
        run -1 --separate-stderr env -i PATH=/usr/bin:/bin TMCTL_JAVA_HOME="$broken" $TMCTL_SHELL "$app/bin/tmctl"
        [ "$stderr" = "error: TMCTL_JAVA_HOME is $broken, whose Java does not run on this machine
next:  set TMCTL_JAVA_HOME to the home of a Java 25, or unset it" ]
    done
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

@test "Java gets C.UTF-8, whatever the environment names and whether or not that is installed" {
    fake_java "$app/runtime" 25
    for named in LC_ALL=C LC_ALL=POSIX LANG=de_DE.ISO-8859-1 LANG=fr_FR.UTF-8 LC_CTYPE=UTF-8 LC_ALL=xx_XX.utf8 \
        LC_ALL= LOCPATH=/nonexistent; do
        # without a look at standard error: bash itself warns of a locale that is not installed
        # shellcheck disable=SC2086
        run -7 --separate-stderr env -i PATH=/usr/bin:/bin "$named" $TMCTL_SHELL "$app/bin/tmctl"
        grep -Fxq "locale C.UTF-8" <<<"$output"
        grep -Fxq "LOCPATH unset" <<<"$output"
    done
    launch LC_ALL=C.utf8 LANG=fr_FR.UTF-8 "$app/bin/tmctl"
    grep -Fxq "locale C.utf8" <<<"$output"
}

# Runs a launcher where the folder of locales is empty and `locale -a` lists the words of $1.
launch_with_locales() {
    unshare -m true 2>/dev/null || skip "this user cannot hide the machine's locales"
    mkdir -p "$BATS_TEST_TMPDIR/locales"
    printf '#!/bin/sh\n[ "$*" = -a ] && printf "%%s\\n" %s\n' "$1" >"$BATS_TEST_TMPDIR/locales/locale"
    chmod +x "$BATS_TEST_TMPDIR/locales/locale"
    # shellcheck disable=SC2016,SC2086
    run -7 unshare -m sh -c 'mount -t tmpfs none /usr/lib/locale || exit 99; exec "$@"' sh \
        env -i PATH="$BATS_TEST_TMPDIR/locales:/usr/bin:/bin" LANG=fr_FR.UTF-8 $TMCTL_SHELL "$app/bin/tmctl"
}

@test "where C.UTF-8 has no folder, an installed locale is taken" {
    fake_java "$app/runtime" 25
    while IFS=: read -r expected installed; do
        launch_with_locales "$installed"
        grep -Fxq "locale $expected" <<<"$output" || { echo "$installed: $output"; return 1; }
    done <<'LINES'
C.utf8:C POSIX de_DE.utf8 en_US.utf8 C.utf8
en_US.utf8:C POSIX de_DE.utf8 en_US.utf8 fr_FR.utf8
de_DE.UTF-8:C POSIX de_DE de_DE.UTF-8 fr_FR.utf8
C.UTF-8:C POSIX de_DE.iso88591
LINES
}

@test "a HOME that is not absolute is none: the AWS SDK would look below the current folder" {
    fake_java "$app/runtime" 25
    for home in "" . relative/folder '~'; do
        launch HOME="$home" "$app/bin/tmctl"
        grep -Fxq "HOME unset" <<<"$output"
    done
    launch HOME=/somewhere "$app/bin/tmctl"
    grep -Fxq "HOME /somewhere" <<<"$output"
    # and none of its programs are run
    rm -r "$app/runtime"
    fake_java "$BATS_TEST_TMPDIR/folder/.jdks/25" 25
    cd "$BATS_TEST_TMPDIR/folder"
    launch_alone 1 HOME=. "$app/bin/tmctl"
    [[ $stderr == "error: tmctl needs Java 25 and found none"* ]]
}

@test "text outside ASCII goes through the real JVM under any locale" {
    mkdir "$BATS_TEST_TMPDIR/dïr"
    echo '{"a":"☃"}' >"$BATS_TEST_TMPDIR/dïr/fïle"
    for named in LC_ALL=C LANG=fr_FR.UTF-8 LC_ALL=xx_XX.UTF-8 LOCPATH=/nonexistent; do
        # shellcheck disable=SC2086
        run -2 --separate-stderr env -i PATH=/usr/bin:/bin HOME="$BATS_TEST_TMPDIR/home" "$named" \
            TMCTL_JAVA_HOME="$TMCTL_JAVA_HOME" $TMCTL_SHELL "$TMCTL_DIST/bin/tmctl" send --naïve-☃
        [[ $stderr == *"--naïve-☃"* ]]
        # shellcheck disable=SC2086
        run -0 --separate-stderr env -i PATH=/usr/bin:/bin HOME="$BATS_TEST_TMPDIR/home" "$named" \
            TMCTL_JAVA_HOME="$TMCTL_JAVA_HOME" $TMCTL_SHELL "$TMCTL_DIST/bin/tmctl" \
            send --dry-run -o json --subject Zürich --id 1 --time 2026-01-31T12:00:00Z -f "$BATS_TEST_TMPDIR/dïr/fïle"
        [[ $output == *'"subject":"Zürich"'*'"data":{"a":"☃"}}' ]] || { echo "$named: $output"; return 1; }
    done
}

@test "arguments and variables that are not UTF-8 are refused, with a way to send the data" {
    while IFS= read -r words; do
        # words and bytes by intent
        # shellcheck disable=SC2046,SC2059,SC2086
        run -2 --separate-stderr env -i PATH=/usr/bin:/bin HOME="$BATS_TEST_TMPDIR/home" \
            TMCTL_JAVA_HOME="$TMCTL_JAVA_HOME" $TMCTL_SHELL "$TMCTL_DIST/bin/tmctl" $(printf "$words")
        [ "$output" = "" ]
        [[ $stderr == "error: argument "*" is not UTF-8 text; nothing was done
"*" -f FILE"* ]] || { echo "$words: $stderr"; return 1; }
    done <<'LINES'
send --dry-run Z\374rich
send --dry-run --subject Z\374rich x
send --dry-run --subject=\377 x
send --dry-run -f d\357r/file
config set context \300\200
\355\240\200
LINES
    # shellcheck disable=SC2086
    run -2 --separate-stderr env -i PATH=/usr/bin:/bin HOME="$BATS_TEST_TMPDIR/home" TMCTL_CONTEXT=$'Z\374rich' \
        TMCTL_JAVA_HOME="$TMCTL_JAVA_HOME" $TMCTL_SHELL "$TMCTL_DIST/bin/tmctl" describe
    [[ $stderr == "error: the variable TMCTL_CONTEXT is not UTF-8 text; nothing was done
"* ]]
    # U+FFFD that somebody typed is text as any other
    # shellcheck disable=SC2086
    run -0 --separate-stderr env -i PATH=/usr/bin:/bin HOME="$BATS_TEST_TMPDIR/home" \
        TMCTL_JAVA_HOME="$TMCTL_JAVA_HOME" $TMCTL_SHELL "$TMCTL_DIST/bin/tmctl" send --dry-run -o json $'\357\277\275'
    [[ $output == *'"data":"'$'\357\277\275"}' ]]
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
for argument in "$@"; do case $argument in *stdin=*) echo "$argument" ;; esac; done
JAVA
    # shellcheck disable=SC2086
    run --separate-stderr sh -c 'exec "$@" <&-' sh \
        env -i PATH=/usr/bin:/bin HOME="$BATS_TEST_TMPDIR/home" TMCTL_JAVA_HOME="$jvms/25" \
        $TMCTL_SHELL "$app/bin/tmctl" version
    [ "$status" -eq 0 ]
    [ "$output" = "input /dev/null
-Dtmctl.stdin=closed" ]
    # shellcheck disable=SC2086
    run -0 env -i PATH=/usr/bin:/bin TMCTL_JAVA_HOME="$jvms/25" $TMCTL_SHELL "$app/bin/tmctl" version </dev/null
    [ "$output" = "input /dev/null
-Dtmctl.stdin=open" ]
}

@test "a closed standard input is refused by whatever reads it" {
    while IFS= read -r words; do
        # shellcheck disable=SC2086
        run -2 --separate-stderr sh -c 'exec "$@" <&-' sh env -i PATH=/usr/bin:/bin HOME="$BATS_TEST_TMPDIR/home" \
            TMCTL_JAVA_HOME="$TMCTL_JAVA_HOME" $TMCTL_SHELL "$TMCTL_DIST/bin/tmctl" $words
        [ "$output" = "" ]
        [ "$stderr" = "error: standard input is closed, so nothing can be read from it
hint:  pipe the data in, or name a file" ] || { echo "$words: $stderr"; return 1; }
    done <<'LINES'
send --dry-run -
send --dry-run -f -
import -f -
import --from=- --dry-run
create target awskinesis --no-start -f -
create target awskinesis --no-start --local --auth.credentials.secretAccessKey -
LINES
    [ "$(find "$BATS_TEST_TMPDIR/home" -mindepth 1)" = "" ]
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
