#!/usr/bin/env bats
# scripts/install.sh with small archives, whose tool is a script that tells its version. InstallerIT sets:
#   TMCTL_INSTALLER  the script
#   TMCTL_SHELL      the shell that runs it, with its options

# set by bats' run; dollars are for others by intent
# shellcheck disable=SC2154,SC2016
bats_require_minimum_version 1.5.0

setup() {
    export HOME="$BATS_TEST_TMPDIR/a home"
    mkdir -p "$HOME"
    # what every distribution has, and nothing else
    PATH=/usr/bin:/bin
    one=$(release 1.0)
}

# Makes an unpacked archive and prints its folder. $1 is the version, $2 what its code says (default: the version).
release() {
    local folder=$BATS_TEST_TMPDIR/${2:-unpacked}/tmctl-$1
    mkdir -p "$folder/bin" "$folder/lib" "$folder/man" "$folder/completions" "$folder/cache"
    printf '#!/bin/sh\necho "tmctl %s"\n' "${2:-$1}" >"$folder/bin/tmctl"
    # shellcheck disable=SC2016
    printf '#!/bin/sh\napp=${0%%/bin/*}\nmkdir -p "$app/cache"\necho %s >"$app/cache/made"\n' "${2:-$1}" \
        >"$folder/bin/tmctl-warmup"
    chmod +x "$folder"/bin/*
    echo stale >"$folder/cache/foreign"
    touch "$folder/lib/tmctl.jar" "$folder/man/tmctl.1" "$folder/man/tmctl-send.1" \
        "$folder/man/tmctl-exit-codes.7"
    touch "$folder/completions/tmctl.bash" "$folder/completions/_tmctl" "$folder/completions/tmctl.fish"
    cp "$TMCTL_INSTALLER" "$folder/"
    echo "$folder"
}

# Packs an unpacked archive, with its checksum.
pack() {
    tar -czf "$BATS_TEST_TMPDIR/${1##*/}.tar.gz" -C "${1%/*}" "${1##*/}"
    (cd "$BATS_TEST_TMPDIR" && sha256sum "${1##*/}.tar.gz" >"${1##*/}.tar.gz.sha256")
    echo "$BATS_TEST_TMPDIR/${1##*/}.tar.gz"
}

# Runs the installer that came with an unpacked archive.
install() {
    # shellcheck disable=SC2086
    $TMCTL_SHELL "$1/install.sh" "${@:2}"
}

files() { (cd "$1" && find . -mindepth 1 | LC_ALL=C sort); }

@test "installs below ~/.local with pages and completions, for every user to read" {
    umask 077
    run -0 --separate-stderr install "$one"
    [ "$output" = "tmctl 1.0 installed: $HOME/.local/bin/tmctl
note: $HOME/.local/bin is not on PATH; add it: export PATH=\"$HOME/.local/bin:\$PATH\"" ]
    [ "$stderr" = "" ]
    [ "$(files "$HOME")" = "./.local
./.local/bin
./.local/bin/tmctl
./.local/lib
./.local/lib/tmctl
./.local/lib/tmctl/.folders
./.local/lib/tmctl/1.0
./.local/lib/tmctl/1.0/bin
./.local/lib/tmctl/1.0/bin/tmctl
./.local/lib/tmctl/1.0/bin/tmctl-warmup
./.local/lib/tmctl/1.0/cache
./.local/lib/tmctl/1.0/cache/made
./.local/lib/tmctl/1.0/completions
./.local/lib/tmctl/1.0/completions/_tmctl
./.local/lib/tmctl/1.0/completions/tmctl.bash
./.local/lib/tmctl/1.0/completions/tmctl.fish
./.local/lib/tmctl/1.0/install.sh
./.local/lib/tmctl/1.0/lib
./.local/lib/tmctl/1.0/lib/tmctl.jar
./.local/lib/tmctl/1.0/man
./.local/lib/tmctl/1.0/man/tmctl-exit-codes.7
./.local/lib/tmctl/1.0/man/tmctl-send.1
./.local/lib/tmctl/1.0/man/tmctl.1
./.local/share
./.local/share/bash-completion
./.local/share/bash-completion/completions
./.local/share/bash-completion/completions/tmctl
./.local/share/fish
./.local/share/fish/vendor_completions.d
./.local/share/fish/vendor_completions.d/tmctl.fish
./.local/share/man
./.local/share/man/man1
./.local/share/man/man1/tmctl-send.1
./.local/share/man/man1/tmctl.1
./.local/share/man/man7
./.local/share/man/man7/tmctl-exit-codes.7
./.local/share/zsh
./.local/share/zsh/site-functions
./.local/share/zsh/site-functions/_tmctl" ]
    [ "$(find "$HOME/.local" ! -type l ! -perm -444)" = "" ]
    [ "$(find "$HOME/.local" -xtype l)" = "" ]
    [ "$("$HOME/.local/bin/tmctl")" = "tmctl 1.0" ]
}

@test "says nothing of PATH when it is there" {
    PATH=$HOME/.local/bin:$PATH run -0 install "$one"
    [ "$output" = "tmctl 1.0 installed: $HOME/.local/bin/tmctl" ]
}

@test "--prefix takes spaces, relative folders and links" {
    cd "$BATS_TEST_TMPDIR"
    install "$one" --prefix "the tools"
    [ "$("the tools/bin/tmctl")" = "tmctl 1.0" ]
    mkdir real
    ln -s real link
    install "$one" --prefix=link
    mv link other
    [ "$(other/bin/tmctl)" = "tmctl 1.0" ]
    [ "$(readlink other/bin/tmctl)" = "$BATS_TEST_TMPDIR/real/lib/tmctl/1.0/bin/tmctl" ]
}

@test "installs a packed archive whose checksum is right" {
    archive=$(pack "$one")
    # shellcheck disable=SC2086
    run -0 $TMCTL_SHELL "$TMCTL_INSTALLER" --from "$archive"
    [ "$("$HOME/.local/bin/tmctl")" = "tmctl 1.0" ]
    [ "$(cat "$HOME/.local/lib/tmctl/1.0/cache/made")" = 1.0 ]
}

@test "refuses an archive whose checksum is wrong, that is cut short or something else" {
    archive=$(pack "$one")
    echo more >>"$archive"
    # shellcheck disable=SC2086
    run -1 $TMCTL_SHELL "$TMCTL_INSTALLER" "$archive"
    [ "$output" = "error: $archive does not match $archive.sha256
next:  download both again" ]
    rm "$archive.sha256"
    head -c 200 "$(pack "$one")" >"$BATS_TEST_TMPDIR/short.tar.gz"
    # shellcheck disable=SC2086
    run -1 $TMCTL_SHELL "$TMCTL_INSTALLER" --from "$BATS_TEST_TMPDIR/short.tar.gz"
    [ "$output" = "error: $BATS_TEST_TMPDIR/short.tar.gz is no tar.gz archive, or is cut short
next:  download it again" ]
    tar -czf "$BATS_TEST_TMPDIR/other.tar.gz" -C "$one" lib
    # shellcheck disable=SC2086
    run -1 $TMCTL_SHELL "$TMCTL_INSTALLER" --from "$BATS_TEST_TMPDIR/other.tar.gz"
    [[ $output == "error: $BATS_TEST_TMPDIR/other.tar.gz is no archive of tmctl"* ]]
    [ "$(files "$HOME")" = "" ]
}

@test "an upgrade runs the new code, and the old one goes with its cache" {
    install "$one"
    two=$(release 2.0)
    rm "$two/man/tmctl-send.1" "$two/man/tmctl-exit-codes.7"
    touch "$two/man/tmctl-environment.7"
    PATH=$HOME/.local/bin:$PATH run -0 install "$two"
    [ "$output" = "tmctl 2.0 installed: $HOME/.local/bin/tmctl
replaced: 1.0; adapters that run go on with the old one until tmctl restart" ]
    [ "$("$HOME/.local/bin/tmctl")" = "tmctl 2.0" ]
    [ "$(ls "$HOME/.local/lib/tmctl")" = 2.0 ]
    [ "$(cat "$HOME/.local/lib/tmctl/2.0/cache/"*)" = 2.0 ]
    [ "$(ls "$HOME/.local/share/man/man1")" = tmctl.1 ]
    [ "$(ls "$HOME/.local/share/man/man7")" = tmctl-environment.7 ]
    [ "$(find "$HOME/.local" -xtype l)" = "" ]
}

@test "the same version again, with other code, runs the new code" {
    install "$one"
    other=$(release 1.0 rebuilt)
    run -0 install "$other"
    [ "$("$HOME/.local/bin/tmctl")" = "tmctl rebuilt" ]
    [ "$(cat "$HOME/.local/lib/tmctl/1.0/cache/"*)" = rebuilt ]
    [ "$(ls -A "$HOME/.local/lib/tmctl")" = ".folders
1.0" ]
}

@test "a version that does not run here changes nothing" {
    install "$one"
    before=$(files "$HOME")
    two=$(release 2.0)
    printf '#!/bin/sh\necho "error: no Java" >&2\nexit 1\n' >"$two/bin/tmctl"
    run -1 install "$two"
    [ "$output" = "error: no Java
error: the new version does not run here; nothing was changed
next:  see the message above" ]
    [ "$(files "$HOME")" = "$before" ]
    [ "$("$HOME/.local/bin/tmctl")" = "tmctl 1.0" ]
}

@test "a tool without a cache is installed all the same" {
    printf '#!/bin/sh\necho "error: no room" >&2\nexit 1\n' >"$one/bin/tmctl-warmup"
    run -0 install "$one"
    [[ $output == "error: no room"*"tmctl 1.0 installed: "* ]]
    [ "$("$HOME/.local/bin/tmctl")" = "tmctl 1.0" ]
}

@test "files of others are refused before anything is made" {
    for foreign in bin/tmctl share/man/man1/tmctl-send.1 share/man/man7/tmctl-exit-codes.7 \
        share/zsh/site-functions/_tmctl; do
        prefix=$BATS_TEST_TMPDIR/prefix
        mkdir -p "$prefix/${foreign%/*}"
        echo precious >"$prefix/$foreign"
        before=$(files "$prefix")
        run -1 install "$one" --prefix "$prefix"
        [ "$output" = "error: $prefix/$foreign exists and was not installed by this script
next:  move it away, or install.sh --prefix DIR" ]
        [ "$(files "$prefix")" = "$before" ]
        [ "$(cat "$prefix/$foreign")" = precious ]
        rm -rf "$prefix"
    done
    mkdir -p "$HOME/.local/bin"
    ln -s /usr/bin/env "$HOME/.local/bin/tmctl"
    run -1 install "$one"
    [ "$(readlink "$HOME/.local/bin/tmctl")" = /usr/bin/env ]
}

@test "a prefix that cannot be written is refused before anything is made" {
    prefix=$BATS_TEST_TMPDIR/read-only
    mkdir -p "$prefix/lib"
    chmod a-w "$prefix/lib"
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=65534 --regid=65534 --clear-groups true 2>/dev/null || skip "root writes everywhere"
        chmod a+rx "$BATS_TEST_TMPDIR" "$(dirname "$BATS_TEST_TMPDIR")" "$BATS_RUN_TMPDIR"
        chmod -R a+rX "$one"
        # shellcheck disable=SC2086
        run -1 setpriv --reuid=65534 --regid=65534 --clear-groups $TMCTL_SHELL "$one/install.sh" --prefix "$prefix"
    else
        run -1 install "$one" --prefix "$prefix"
    fi
    [[ $output == "error: $prefix"*" is not writable
next:  install.sh --prefix DIR" ]]
    [ "$(files "$prefix")" = ./lib ]
    touch "$BATS_TEST_TMPDIR/file"
    run -1 install "$one" --prefix "$BATS_TEST_TMPDIR/file"
    [ "$output" = "error: $BATS_TEST_TMPDIR/file is not a folder
next:  install.sh --prefix DIR" ]
}

# Starts an installation of version 2.0 that stops in the middle, in bin/$1, and waits until it is there.
stop_in() {
    two=$(release 2.0)
    mkfifo "$BATS_TEST_TMPDIR/reached" "$BATS_TEST_TMPDIR/never"
    printf '#!/bin/sh\necho >"%s"\nread -r line <"%s"\n' "$BATS_TEST_TMPDIR/reached" "$BATS_TEST_TMPDIR/never" \
        >"$two/bin/$1"
    # a group of its own, as a terminal gives it
    set -m
    # shellcheck disable=SC2086
    $TMCTL_SHELL "$two/install.sh" >"$BATS_TEST_TMPDIR/log" 2>&1 3>&- &
    installer=$!
    set +m
    read -r _ <"$BATS_TEST_TMPDIR/reached"
}

@test "an interrupted installation leaves the old version as it was" {
    install "$one"
    before=$(files "$HOME")
    for signal in INT TERM; do
        stop_in tmctl
        kill -s "$signal" -- "-$installer"
        local code=0
        wait "$installer" || code=$?
        [ "$code" -gt 128 ]
        [ "$(files "$HOME")" = "$before" ]
        [ "$("$HOME/.local/bin/tmctl")" = "tmctl 1.0" ]
        rm "$BATS_TEST_TMPDIR/reached" "$BATS_TEST_TMPDIR/never"
    done
}

@test "a killed installation leaves the old version at work, and the next one cleans up" {
    install "$one"
    stop_in tmctl
    kill -s KILL -- "-$installer"
    wait "$installer" || true
    [ "$("$HOME/.local/bin/tmctl")" = "tmctl 1.0" ]
    release 2.0 >/dev/null
    run -0 install "$two"
    [ "$("$HOME/.local/bin/tmctl")" = "tmctl 2.0" ]
    [ "$(ls -A "$HOME/.local/lib/tmctl")" = ".folders
2.0" ]
}

@test "an installation that was interrupted at its last step can be removed" {
    stop_in tmctl-warmup
    kill -s INT -- "-$installer"
    wait "$installer" || true
    run -0 install "$one" --uninstall
    [ "$(files "$HOME")" = "" ]
}

@test "--uninstall removes all that was made, and nothing else" {
    mkdir -p "$HOME/.local/share/man/man1" "$HOME/.local/share/man/man7" "$HOME/.local/bin"
    touch "$HOME/.local/share/man/man1/tmctl-of-mine.1" "$HOME/.local/share/man/man7/tmctl-of-mine.7" \
        "$HOME/.local/bin/other"
    before=$(files "$HOME")
    install "$one"
    install "$(release 2.0)"
    run -0 install "$one" --uninstall
    [ "$output" = "tmctl removed from $HOME/.local" ]
    [ "$(files "$HOME")" = "$before" ]
    install "$one" --prefix "$BATS_TEST_TMPDIR/tools/of mine"
    touch "$BATS_TEST_TMPDIR/tools/mine"
    "$BATS_TEST_TMPDIR/tools/of mine/lib/tmctl/1.0/install.sh" --uninstall --prefix "$BATS_TEST_TMPDIR/tools/of mine"
    [ "$(files "$BATS_TEST_TMPDIR/tools")" = ./mine ]
}

# Makes in a folder what is not this script's, among it what looks much like it, and prints what there is.
put_foreign() {
    mkdir -p "$1/mine/bin" "$1/0.9/lib" "$1/.new.mine" "$1/.new.1x"
    cp -R "$(release 0.8 copied)" "$1/0.8"
    echo precious | tee "$1/mine/bin/tmctl" "$1/0.9/lib/tmctl.jar" "$1/.new.mine/file" "$1/.new.1x/file" >"$1/file"
    mkdir -p "$BATS_TEST_TMPDIR/elsewhere/bin"
    echo precious >"$BATS_TEST_TMPDIR/elsewhere/bin/tmctl"
    chmod +x "$1/mine/bin/tmctl" "$BATS_TEST_TMPDIR/elsewhere/bin/tmctl"
    ln -s "$BATS_TEST_TMPDIR/elsewhere" "$1/linked"
    ln -s "$BATS_TEST_TMPDIR/elsewhere" "$1/.new.123"
    seen "$1"
}

# Every path below a folder, with mode, owner and content.
seen() {
    (cd "$1" && find . -mindepth 1 -printf '%M %u %p %l\n' | LC_ALL=C sort &&
        find . -type f -exec cat {} + && cat "$BATS_TEST_TMPDIR/elsewhere/bin/tmctl")
}

@test "folders of others among the versions stay, in a linked folder too" {
    for linked in no yes; do
        local versions=$HOME/.local/lib/tmctl place=$BATS_TEST_TMPDIR/place-$linked
        mkdir -p "${versions%/*}" "$place"
        if [ "$linked" = yes ]; then ln -s "$place" "$versions"; else mkdir "$versions"; fi
        local before
        before=$(put_foreign "$versions/")
        run -0 install "$one"
        run -0 install "$(release 2.0)"
        [[ $output == *"replaced: 1.0; "* ]]
        [ ! -e "$versions/1.0" ]
        run -0 install "$one" --uninstall
        [ "$output" = "tmctl removed from $HOME/.local
left alone: what others put in $versions" ]
        [ "$(seen "$versions/")" = "$before" ]
        run -1 install "$one" --uninstall
        [ "$output" = "error: $versions was not made by this script; nothing was changed
next:  install.sh --uninstall --prefix DIR" ]
        rm -rf "$HOME/.local" "$BATS_TEST_TMPDIR/elsewhere" "$BATS_TEST_TMPDIR/copied"
    done
}

@test "a folder of somebody else where the version is to be is refused before anything is made" {
    versions=$HOME/.local/lib/tmctl
    for kind in folder link file; do
        mkdir -p "$versions" "$BATS_TEST_TMPDIR/elsewhere/bin"
        case $kind in
            folder) mkdir -p "$versions/1.0/bin" && echo precious >"$versions/1.0/bin/tmctl" ;;
            link) ln -s "$BATS_TEST_TMPDIR/elsewhere" "$versions/1.0" ;;
            file) echo precious >"$versions/1.0" ;;
        esac
        before=$(files "$HOME")
        run -1 install "$one"
        [ "$output" = "error: $versions/1.0 exists and was not installed by this script
next:  move it away, or install.sh --prefix DIR" ]
        [ "$(files "$HOME")" = "$before" ]
        rm -rf "$HOME/.local"
    done
}

@test "what an older installer made, which noted no versions, is replaced and removed" {
    install "$one"
    sed -i '/\/lib\/tmctl\/1.0$/d' "$HOME/.local/lib/tmctl/.folders"
    mkdir "$HOME/.local/lib/tmctl/mine"
    run -0 install "$(release 2.0)"
    [ "$(ls "$HOME/.local/lib/tmctl")" = "2.0
mine" ]
    run -0 install "$one" --uninstall
    [ "$(files "$HOME")" = "./.local
./.local/lib
./.local/lib/tmctl
./.local/lib/tmctl/mine" ]
}

@test "archives are unpacked without owners, special bits and the right of others to write" {
    [ "$(id -u)" = 0 ] || skip "only root makes files of others"
    chown -R 1234:1234 "$one"
    chmod 6777 "$one/lib/tmctl.jar" "$one/bin/tmctl"
    chmod 7777 "$one/lib"
    chmod 600 "$one/man/tmctl.1"
    archive=$(pack "$one")
    for from in "$archive" "$one"; do
        # shellcheck disable=SC2086
        run -0 $TMCTL_SHELL "$TMCTL_INSTALLER" --from "$from"
        [ "$(find "$HOME/.local" ! -uid 0)" = "" ]
        [ "$(find "$HOME/.local" ! -type l -perm /7022)" = "" ]
        [ "$(stat -c %a "$HOME/.local/lib/tmctl/1.0/bin/tmctl" "$HOME/.local/lib/tmctl/1.0/man/tmctl.1")" = "755
644" ]
        run -0 install "$one" --uninstall
    done
}

@test "modes are changed neither behind links nor of folders that were there" {
    umask 077
    mkdir -p "$HOME/.local/lib" "$HOME/.local/bin" "$BATS_TEST_TMPDIR/outside"
    chmod 711 "$HOME/.local" "$HOME/.local/lib"
    chmod 1770 "$HOME/.local/bin"
    echo precious >"$BATS_TEST_TMPDIR/outside/file"
    chmod 4600 "$BATS_TEST_TMPDIR/outside/file"
    ln -s "$BATS_TEST_TMPDIR/outside" "$one/lib/folder"
    ln -s "$BATS_TEST_TMPDIR/outside/file" "$one/lib/file"
    archive=$(pack "$one")
    for from in "$archive" "$one"; do
        # shellcheck disable=SC2086
        run -0 $TMCTL_SHELL "$TMCTL_INSTALLER" --from "$from"
        [ "$(stat -c %a "$HOME/.local" "$HOME/.local/lib" "$HOME/.local/bin" "$BATS_TEST_TMPDIR/outside" \
            "$BATS_TEST_TMPDIR/outside/file" | tr '\n' ' ')" = "711 711 1770 700 4600 " ]
    done
}

@test "an archive whose folder is a link, or whose version leads elsewhere, is refused" {
    mkdir "$BATS_TEST_TMPDIR/archives" "$BATS_TEST_TMPDIR/precious"
    cp -R "$one" "$BATS_TEST_TMPDIR/precious/tmctl-1.0"
    ln -s "$BATS_TEST_TMPDIR/precious/tmctl-1.0" "$BATS_TEST_TMPDIR/archives/tmctl-1.0"
    cp -R "$one" "$BATS_TEST_TMPDIR/archives/tmctl-.new"
    before=$(files "$BATS_TEST_TMPDIR/precious")
    for folder in tmctl-1.0 tmctl-.new; do
        tar -czf "$BATS_TEST_TMPDIR/$folder.tar.gz" -C "$BATS_TEST_TMPDIR/archives" "$folder"
        # shellcheck disable=SC2086
        run -1 $TMCTL_SHELL "$TMCTL_INSTALLER" --from "$BATS_TEST_TMPDIR/$folder.tar.gz"
        [[ $output == "error: "*"of tmctl
next:  install.sh --from tmctl-VERSION.tar.gz" ]]
        [ "$(files "$HOME")" = "" ]
    done
    [ "$(files "$BATS_TEST_TMPDIR/precious")" = "$before" ]
}

@test "--uninstall of nothing says so" {
    run -1 install "$one" --uninstall
    [ "$output" = "error: tmctl is not installed in $HOME/.local
next:  install.sh --uninstall --prefix DIR" ]
    [ "$(files "$HOME")" = "" ]
}

@test "wrong options change nothing" {
    run -2 install "$one" --prefx x
    [ "$output" = "error: unknown option --prefx
next:  install.sh --help" ]
    run -2 install "$one" --prefix
    [ "$output" = "error: --prefix needs a value
next:  install.sh --help" ]
    run -2 install "$one" a.tar.gz b.tar.gz
    run -1 install "$one" --from "$BATS_TEST_TMPDIR/missing.tar.gz"
    [ "$output" = "error: $BATS_TEST_TMPDIR/missing.tar.gz: no such file
next:  install.sh --from FILE" ]
    run -1 env -u HOME "$one/install.sh"
    [ "$output" = "error: HOME is not set
next:  install.sh --prefix DIR" ]
    cd "$BATS_TEST_TMPDIR"
    for home in . some/home '~'; do
        run -1 env HOME="$home" "$one/install.sh"
        [ "$output" = "error: HOME is $home, which is not an absolute path
next:  install.sh --prefix DIR" ]
    done
    run -0 --separate-stderr install "$one" --help
    [[ $output == "Usage: install.sh "* ]]
    [ "$stderr" = "" ]
    [ "$(files "$HOME")" = "" ]
}
