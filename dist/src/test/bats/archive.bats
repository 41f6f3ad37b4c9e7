#!/usr/bin/env bats
# The packed archives as a user gets them. ArchiveIT sets:
#   TMCTL_ARCHIVES  the folder of the archives
#   TMCTL_VERSION   their version
#   TMCTL_JAVA_HOME a JDK, for the archive that needs one
# The tests go on where the one before has left the home of the file.

# set by bats' run
# shellcheck disable=SC2154
bats_require_minimum_version 1.5.0

setup_file() {
    mkdir "$BATS_FILE_TMPDIR/home" "$BATS_FILE_TMPDIR/no java" "$BATS_FILE_TMPDIR/a folder"
    ln -s /usr/bin/* /bin/* "$BATS_FILE_TMPDIR/no java/" 2>/dev/null || true
    rm -f "$BATS_FILE_TMPDIR/no java"/j*
    tar -xzf "$TMCTL_ARCHIVES"/tmctl-"$TMCTL_VERSION"-linux-*.tar.gz -C "$BATS_FILE_TMPDIR/a folder"
}

setup() {
    app=$BATS_FILE_TMPDIR/a\ folder/tmctl-$TMCTL_VERSION
    local=$BATS_FILE_TMPDIR/home/.local
}

teardown_file() {
    here "$BATS_FILE_TMPDIR/a folder/tmctl-$TMCTL_VERSION/bin/tmctl" stop orders || true
    here "$BATS_FILE_TMPDIR/a folder/tmctl-$TMCTL_VERSION/bin/tmctl" local stop || true
}

# Runs a command with nothing of the surrounding environment, and without a Java on PATH.
here() {
    env -i PATH="$BATS_FILE_TMPDIR/no java" HOME="$BATS_FILE_TMPDIR/home" AWS_EC2_METADATA_DISABLED=true "$@" 3>&-
}

tmctl() { here "$app/bin/tmctl" "$@"; }

@test "the checksums are right" {
    cd "$TMCTL_ARCHIVES"
    sha256sum -c --quiet tmctl-"$TMCTL_VERSION"*.sha256 tmctl_"$TMCTL_VERSION"_*.sha256
    for file in tmctl-"$TMCTL_VERSION"*.tar.gz tmctl_"$TMCTL_VERSION"_*.deb; do [ -s "$file.sha256" ]; done
    if [ -e "tmctl-$TMCTL_VERSION.cdx.json" ]; then [ -s "tmctl-$TMCTL_VERSION.cdx.json.sha256" ]; fi
}

@test "the Homebrew formula names the archive by its checksum" {
    formula=$(<"$TMCTL_ARCHIVES/tmctl.rb")
    [[ $formula == *"/tmctl-$TMCTL_VERSION.tar.gz\"
  sha256 \"$(sha256sum <"$TMCTL_ARCHIVES/tmctl-$TMCTL_VERSION.tar.gz" | cut -c 1-64)\""* ]]
    [[ $formula != *@[A-Z]* ]]
    command -v ruby >/dev/null || skip "there is no ruby to check its syntax"
    ruby -c "$TMCTL_ARCHIVES/tmctl.rb"
}

@test "an archive holds one folder, of root, that everyone can read and nobody else can write" {
    for archive in "$TMCTL_ARCHIVES"/tmctl-"$TMCTL_VERSION"*.tar.gz; do
        [ "$(tar -tzf "$archive" | cut -d/ -f1 | sort -u)" = "tmctl-$TMCTL_VERSION" ]
        [ "$(tar --numeric-owner -tvzf "$archive" | awk '!/^l/ { print $1, $2 }' | sort -u)" = "-rw-r--r-- 0/0
-rwxr-xr-x 0/0
drwxr-xr-x 0/0" ]
        [ "$(tar -tzf "$archive" | grep -c /cache/)" = 0 ]
    done
}

@test "it has a class archive of its own runtime" {
    run -0 here "$app/runtime/bin/java" -Xshare:on -XX:+UseSerialGC -version
    [[ $output == *sharing* ]]
    [ ! -e "$app/runtime/lib/server/classes_nocoops.jsa" ]
}

@test "its runtime has the modules that the libraries ask for, and Amazon's certificates" {
    [ -x "$TMCTL_JAVA_HOME/bin/jdeps" ] || skip "there is no JDK to ask"
    asked=$("$TMCTL_JAVA_HOME/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps \
        --class-path "$app/lib/*" "$app"/lib/*.jar | tail -n 1)
    [[ $asked == java.base,* ]]
    has=$("$app/runtime/bin/java" --list-modules)
    # and jdk.unsupported, whose signals are used by reflection
    for module in ${asked//,/ } jdk.unsupported; do
        # what Jackson offers for a desktop and for java.sql's types
        case $module in java.desktop | java.sql) continue ;; esac
        grep -q "^$module@" <<<"$has" || { echo "$module is missing"; return 1; }
    done
    run -0 "$app/runtime/bin/keytool" -list -cacerts -storepass changeit
    grep -Eiq "^(debian:)?amazon_?root_?ca_?1" <<<"$output"
    # elliptic curves of TLS
    run -0 "$app/runtime/bin/java" -XshowSettings:security:providers -version
    [[ $output == *"SunEC"* ]]
}

@test "its runtime trusts whom everybody trusts, not whom the builder trusts" {
    aliases() { "$app/runtime/bin/keytool" -list -cacerts -storepass changeit | sed -n 's/, .*trustedCertEntry.*//p' | sort; }
    own=$TMCTL_JAVA_HOME/lib/security/cacerts
    if [ "$(readlink -f "$own")" = "$(readlink -f "$TMCTL_JAVA_HOME")/lib/security/cacerts" ]; then
        cmp "$own" "$app/runtime/lib/security/cacerts"
    elif [ -d /usr/share/ca-certificates/mozilla ]; then
        [ "$(aliases)" = "$(cd /usr/share/ca-certificates/mozilla && printf '%s\n' *.crt | sed 's/\.crt$//' | tr '[:upper:]' '[:lower:]' | sort)" ]
    else
        skip "neither the JDK nor Debian's ca-certificates has a list of its own"
    fi
}

@test "what its documents link to is in it" {
    links=0
    for document in "$app"/*.md "$app"/docs/*.md; do
        grep -o ']([^)]*)' "$document" | sed 's/^](//; s/[)#].*//' >"$BATS_TEST_TMPDIR/links"
        while IFS= read -r link; do
            case $link in http*) continue ;; esac
            [ -e "${document%/*}/$link" ] || { echo "$document links to $link"; return 1; }
            links=$((links + 1))
        done <"$BATS_TEST_TMPDIR/links"
    done
    [ "$links" -gt 5 ]
}

# The libraries of the archive, each as ARTIFACT:VERSION.
libraries() {
    for jar in "$app"/lib/*.jar; do
        case ${jar##*/} in
            tmctl.jar | tmctl-core-*) ;;
            *) basename "$jar" .jar | sed -E 's/-([0-9][^-]*(-[A-Za-z]+[0-9.]*)?)$/:\1/' ;;
        esac
    done
}

@test "every library's licence is listed" {
    for library in $(libraries); do
        grep -Fq ":$library " "$app/THIRD-PARTY.txt" || { echo "$library has no licence"; return 1; }
    done
    run -1 grep -i 'unknown license' "$app/THIRD-PARTY.txt"
}

@test "every library is in the SBOM" {
    sbom=$app/tmctl-$TMCTL_VERSION.cdx.json
    [ -e "$sbom" ] || skip "the build was offline, which makes none"
    for library in $(libraries); do
        grep -Fq "/${library/:/@}?" "$sbom" || { echo "$library is not in the SBOM"; return 1; }
    done
}

@test "it runs without any Java" {
    run -0 --separate-stderr tmctl version
    [[ ${lines[0]} == "tmctl $TMCTL_VERSION ("* ]]
    [[ ${lines[1]} == "java  "*" 25"* ]]
    [ "$stderr" = "" ]
}

@test "it does the main job without any Java" {
    run -0 --separate-stderr tmctl create target awskinesis --local --name orders --partition key
    [ "${lines[0]}" = "orders created" ]
    run -0 --separate-stderr tmctl send -o json '{"order": 1}'
    [[ $output == *'"type":"io.triggermesh.targets.aws.kinesis.result"'*'"ShardId":"shardId-000000000000"'* ]]
    run -0 --separate-stderr tmctl send --direct -o json 'é'
    [[ $output == *'"ShardId":"shardId-000000000000"'* ]]
    run -0 --separate-stderr tmctl describe orders -o json
    [[ $output == *'"delivered":1'* ]]
    pid=${output##*'"pid":'}
    pid=${pid%%[!0-9]*}
    [ "$(readlink "/proc/$pid/exe")" = "$app/runtime/bin/java" ]
    run -0 --separate-stderr tmctl watch --from beginning --max 2 --idle 20
    [[ $output == *'{"order": 1}'*'é'* ]]
    run -0 --separate-stderr tmctl delete target orders
    run -0 --separate-stderr tmctl local stop
    [ "$(tmctl describe 2>/dev/null | wc -l)" -le 1 ]
}

@test "its installer installs it, with the caches that let it start at once" {
    run -0 --separate-stderr here "$app/install.sh"
    [[ $output == "tmctl $TMCTL_VERSION installed: $local/bin/tmctl"* ]]
    [ "$stderr" = "" ]
    build=$(cat "$app/lib/build-id")
    [ "$(ls "$local/lib/tmctl/$TMCTL_VERSION/cache")" = "aws-$build.aot
client-$build.aot
direct-$build.aot
help-$build
plain-$build.aot
send-$build.aot
server-$build.aot" ]
    run -0 here TMCTL_JAVA_OPTS=-Xlog:class+load "$local/bin/tmctl" send --help
    [[ $output == *"dev.tmctl.cli.command.RenderedHelp source: shared objects file"* ]]
    run -0 here TMCTL_JAVA_OPTS=-Xlog:class+load "$local/bin/tmctl" config list
    [[ $output == *"dev.tmctl.cli.command.ConfigListCommand source: shared objects file"* ]]
    for page in "$app"/man/*; do
        [ -r "$local/share/man/man${page##*.}/${page##*/}" ] || { echo "$page has no link"; return 1; }
    done
    [ -r "$local/share/man/man1/tmctl-send.1" ]
    [ -r "$local/share/man/man7/tmctl-exit-codes.7" ]
    [ -r "$local/share/bash-completion/completions/tmctl" ]
}

@test "an upgrade runs the new code" {
    [ -x "$TMCTL_JAVA_HOME/bin/jar" ] || skip "there is no JDK to make another version with"
    new="$BATS_FILE_TMPDIR/new/tmctl-9.9.9"
    mkdir "$BATS_FILE_TMPDIR/new"
    cp -R "$app" "$new"
    mkdir -p "$BATS_TEST_TMPDIR/dev/tmctl/cli"
    printf 'version=9.9.9\ncommit=abc\n' >"$BATS_TEST_TMPDIR/dev/tmctl/cli/build.properties"
    "$TMCTL_JAVA_HOME/bin/jar" --update --file "$new/lib/tmctl.jar" -C "$BATS_TEST_TMPDIR" dev/tmctl/cli/build.properties
    echo 0123456789abcdef >"$new/lib/build-id"
    run -0 here "$new/install.sh"
    [[ $output == *"replaced: $TMCTL_VERSION; "* ]]
    run -0 here "$local/bin/tmctl" --version
    [ "$output" = "tmctl 9.9.9 (abc)" ]
    [ "$(ls "$local/lib/tmctl")" = 9.9.9 ]
    [ "$(ls "$local/lib/tmctl/9.9.9/cache")" = "aws-0123456789abcdef.aot
client-0123456789abcdef.aot
direct-0123456789abcdef.aot
help-0123456789abcdef
plain-0123456789abcdef.aot
send-0123456789abcdef.aot
server-0123456789abcdef.aot" ]
}

@test "the installer removes all of it" {
    here "$app/install.sh" --uninstall
    [ ! -e "$local" ]
}

@test "the archive without a runtime runs on a JDK that is there" {
    tar -xzf "$TMCTL_ARCHIVES/tmctl-$TMCTL_VERSION.tar.gz" -C "$BATS_TEST_TMPDIR"
    [ ! -e "$BATS_TEST_TMPDIR/tmctl-$TMCTL_VERSION/runtime" ]
    run -0 here JAVA_HOME="$TMCTL_JAVA_HOME" "$BATS_TEST_TMPDIR/tmctl-$TMCTL_VERSION/bin/tmctl" --version
    [[ $output == "tmctl $TMCTL_VERSION ("* ]]
}
