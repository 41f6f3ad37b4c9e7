#!/bin/sh
# Installs tmctl below ~/.local, or removes it. POSIX sh.
set -eu

usage() {
    cat <<'END'
Usage: install.sh [--from FILE|DIR] [--prefix DIR] [--uninstall]

Installs tmctl, its manual pages and its completions. An older version is replaced once the new one works.

  --from FILE|DIR  a tmctl-VERSION*.tar.gz or an unpacked one. Default: what this script was unpacked with; in the
                   source tree the local build, which is made when it is missing
  --prefix DIR     where to install (default: ~/.local)
  --uninstall      remove what was installed
END
}

fail() {
    echo "error: $1" >&2
    [ -z "${2:-}" ] || echo "next:  $2" >&2
    exit "${3:-1}"
}

from=
prefix=
uninstall=false
while [ $# -gt 0 ]; do
    case $1 in
        --from | --prefix)
            if [ $# -lt 2 ] || [ -z "$2" ]; then fail "$1 needs a value" "install.sh --help" 2; fi
            if [ "$1" = --from ]; then from=$2; else prefix=$2; fi
            shift
            ;;
        --from=?*) from=${1#--from=} ;;
        --prefix=?*) prefix=${1#--prefix=} ;;
        --uninstall) uninstall=true ;;
        -h | --help) usage && exit 0 ;;
        -*) fail "unknown option $1" "install.sh --help" 2 ;;
        *)
            [ -z "$from" ] || fail "one archive at a time: $from or $1" "install.sh --help" 2
            from=$1
            ;;
    esac
    shift
done

if [ -z "$prefix" ]; then
    case ${HOME:-} in
        '') fail "HOME is not set" "install.sh --prefix DIR" ;;
        /*) prefix=$HOME/.local ;;
        *) fail "HOME is $HOME, which is not an absolute path" "install.sh --prefix DIR" ;;
    esac
fi
case $prefix in
    /*) ;;
    *) prefix=$PWD/$prefix ;;
esac
umask 022
# Links tell their target by its real path, which stays right when the prefix is reached through a link.
if [ -d "$prefix" ]; then prefix=$(CDPATH='' cd -- "$prefix" && pwd -P); fi
versions=$prefix/lib/tmctl

# What this script made, one path a line: folders that were missing, and versions.
notes=$versions/.folders
[ ! -h "$notes" ] || fail "$notes is a symbolic link" "move it away"

# Before versions were noted there was one, which the command's link leads to.
unnoted=
if [ -f "$notes" ] && ! grep -Fq -- "$versions/" "$notes" && [ -h "$prefix/bin/tmctl" ]; then
    unnoted=$(readlink "$prefix/bin/tmctl")
    unnoted=${unnoted%/bin/tmctl}
fi

# Whether a path directly below the folder of versions was made by this script: a version, or what a killed run left.
is_noted() {
    case ${1#"$versions"/} in
        */* | . | ..) return 1 ;;
        .new.*[!0-9]* | .new.) return 1 ;;
        .new.*) return 0 ;;
    esac
    [ "$1" = "$unnoted" ] || { [ -f "$notes" ] && grep -Fxq -- "$1" "$notes"; }
}

# Whether it may be removed. A link may lead anywhere.
is_made() { [ -d "$1" ] && [ ! -h "$1" ] && is_noted "$1"; }

# Every link that this script makes leads to a version that it made; others are not ours.
is_ours() {
    [ -h "$1" ] || return 1
    target=$(readlink "$1")
    case $target in
        "$versions"/*/*)
            target=${target#"$versions"/}
            is_noted "$versions/${target%%/*}"
            ;;
        *) return 1 ;;
    esac
}

each_link() {
    for link in "$prefix"/bin/tmctl "$prefix"/share/man/man1/tmctl*.1 "$prefix"/share/man/man7/tmctl*.7 \
        "$prefix"/share/bash-completion/completions/tmctl "$prefix"/share/zsh/site-functions/_tmctl \
        "$prefix"/share/fish/vendor_completions.d/tmctl.fish; do
        if is_ours "$link"; then "$@" "$link"; fi
    done
}

# Folders that an installation made go when nothing else moved in. The list comes on standard input.
remove_folders() {
    sort -r | while IFS= read -r folder; do
        [ -z "$folder" ] || rmdir "$folder" 2>/dev/null || true
    done
}

remove() { rm -rf "$1"; }

# Calls $1 with each version that this script made.
each_version() {
    for candidate in "$versions"/* "$versions"/.new.*; do
        if is_made "$candidate"; then "$1" "$candidate"; fi
    done
}

if $uninstall; then
    again="install.sh --uninstall --prefix DIR"
    [ -e "$versions" ] || fail "tmctl is not installed in $prefix" "$again"
    [ -f "$notes" ] || fail "$versions was not made by this script; nothing was changed" "$again"
    [ -w "$versions" ] || fail "$versions is not writable" "install.sh --uninstall as the user who installed it"
    each_link rm -f
    made=$(cat "$notes")
    each_version remove
    rm -f "$notes"
    printf '%s\n' "$made" | remove_folders
    echo "tmctl removed from $prefix"
    [ ! -d "$versions" ] || [ -z "$(ls -A "$versions")" ] || echo "left alone: what others put in $versions"
    exit 0
fi

# Makes a folder and its parents; those that are new are noted for --uninstall.
new_folders=
make_folder() {
    [ -d "$1" ] && return 0
    make_folder "$(dirname "$1")"
    mkdir "$1" 2>/dev/null || [ -d "$1" ] || fail "$1 cannot be created" "install.sh --prefix DIR"
    new_folders="$new_folders$1
"
}

writable() {
    place=$1
    while [ ! -e "$place" ] && [ ! -h "$place" ]; do place=$(dirname "$place"); done
    [ -d "$place" ] || fail "$place is not a folder" "install.sh --prefix DIR"
    [ -w "$place" ] || fail "$place is not writable" "install.sh --prefix DIR"
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
if [ -z "$from" ]; then
    if [ -x "$here/bin/tmctl" ] && [ -d "$here/lib" ]; then
        from=$here
    else
        local_build() {
            for candidate in "$here"/../cli/target/tmctl-*/; do
                if [ -x "$candidate/bin/tmctl" ]; then from=$candidate; fi
            done
        }
        local_build
        if [ -z "$from" ]; then
            command -v mvn >/dev/null || fail "there is no local build and no Maven to make one" "install.sh --from FILE"
            echo "building (the first time takes a few minutes) ..." >&2
            (cd "$here/.." && mvn -q -B -Dquick -DskipTests package) >&2 ||
                fail "the build failed" "mvn -Dquick -DskipTests package"
            local_build
        fi
        [ -n "$from" ] || fail "the build made no cli/target/tmctl-VERSION" "install.sh --from FILE"
    fi
fi
[ -e "$from" ] || fail "$from: no such file" "install.sh --from FILE"

for folder in bin lib/tmctl share/man/man1 share/man/man7 share/bash-completion/completions \
    share/zsh/site-functions share/fish/vendor_completions.d; do
    writable "$prefix/$folder"
done

if [ -f "$from" ] && [ -f "$from.sha256" ]; then
    expected=$(cut -c 1-64 "$from.sha256")
    if command -v sha256sum >/dev/null; then
        actual=$(sha256sum <"$from" | cut -c 1-64)
    else
        actual=$(shasum -a 256 <"$from" | cut -c 1-64)
    fi
    [ "$expected" = "$actual" ] || fail "$from does not match $from.sha256" "download both again"
fi

make_folder "$versions"
new=$versions/.new.$$
give_up() {
    rm -rf "$new"
    printf '%s' "$new_folders" | remove_folders
}
trap give_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
# nobody else looks into it before it is as it is to be
mkdir -m 700 "$new"
if [ -d "$from" ]; then
    for part in "$from"/*; do
        # A cache fits one place and one Java only.
        [ "$(basename "$part")" = cache ] || cp -R "$part" "$new/"
    done
    version=$(basename "$(CDPATH='' cd -- "$from" && pwd -P)")
else
    mkdir "$new/.unpacked"
    tar -xzf "$from" -C "$new/.unpacked" --no-same-owner --no-same-permissions 2>/dev/null ||
        fail "$from is no tar.gz archive, or is cut short" "download it again"
    version=
    for folder in "$new"/.unpacked/tmctl-*; do version=$(basename "$folder"); done
    if [ -h "$new/.unpacked/$version" ] || [ ! -x "$new/.unpacked/$version/bin/tmctl" ]; then
        fail "$from is no archive of tmctl" "install.sh --from tmctl-VERSION.tar.gz"
    fi
    mv "$new/.unpacked/$version"/* "$new/"
    rm -rf "$new/.unpacked"
fi
[ -x "$new/bin/tmctl" ] || fail "$from holds no bin/tmctl" "install.sh --from tmctl-VERSION.tar.gz"
version=${version#tmctl-}
case $version in
    '' | .*) fail "$version is no version of tmctl" "install.sh --from tmctl-VERSION.tar.gz" ;;
esac
# not with -R, which some systems let follow links
find "$new" -type f -exec chmod u+rwX,go+rX,go-w,a-st {} +
find "$new" -type d -exec chmod u+rwx,go+rx,go-w,u-s,o-t {} +
app=$versions/$version
# What does not run here (another processor, no Java) never takes the place of what does.
"$new/bin/tmctl" version >/dev/null || fail "the new version does not run here; nothing was changed" "see the message above"

# Calls $1 with every file of the unpacked version $2 that gets a link, and the link's place.
each_part() {
    "$1" "$2/bin/tmctl" "$prefix/bin/tmctl"
    for page in "$2"/man/*.[17]; do
        if [ -f "$page" ]; then "$1" "$page" "$prefix/share/man/man${page##*.}/${page##*/}"; fi
    done
    for completion in tmctl.bash:bash-completion/completions/tmctl _tmctl:zsh/site-functions/_tmctl \
        tmctl.fish:fish/vendor_completions.d/tmctl.fish; do
        file=$2/completions/${completion%%:*}
        if [ -f "$file" ]; then "$1" "$file" "$prefix/share/${completion#*:}"; fi
    done
}

refuse_foreign() {
    if [ -e "$2" ] || [ -h "$2" ]; then
        is_ours "$2" || fail "$2 exists and was not installed by this script" "move it away, or install.sh --prefix DIR"
    fi
}

put_link() {
    make_folder "$(dirname "$2")"
    ln -s "$1" "$2.new.$$"
    mv -f "$2.new.$$" "$2"
}

each_part refuse_foreign "$new"
if [ -e "$app" ] || [ -h "$app" ]; then
    is_made "$app" || fail "$app exists and was not installed by this script" "move it away, or install.sh --prefix DIR"
fi

# At every moment the link leads to a whole version: of the same version installed again, to the new copy until the
# other one has been exchanged.
old=
note_old() {
    if [ -x "$1/bin/tmctl" ] && [ "$1" != "$app" ] && [ "$1" != "$new" ]; then old="$old ${1##*/}"; fi
}
each_version note_old
# From here on nothing is taken back, and --uninstall must know what was made: the versions at once, whatever happens to
# this run, the folders when all are there.
if [ -n "$unnoted" ] && is_made "$unnoted"; then printf '%s\n' "$unnoted" >>"$notes"; fi
is_noted "$app" || printf '%s\n' "$app" >>"$notes"
trap 'printf "%s" "$new_folders" >>"$notes"' EXIT
if [ -d "$app" ]; then
    put_link "$new/bin/tmctl" "$prefix/bin/tmctl"
    rm -rf "$app"
    mkdir "$app"
    cp -R "$new"/* "$app/"
else
    mv "$new" "$app"
fi
if [ -x "$app/bin/tmctl-warmup" ]; then "$app/bin/tmctl-warmup" || true; fi

each_part put_link "$app"

# The older version goes with its cache, which would run its code.
remove_older() { [ "$1" = "$app" ] || rm -rf "$1"; }
each_version remove_older
drop_dangling() { [ -e "$1" ] || rm -f "$1"; }
each_link drop_dangling

echo "tmctl $version installed: $prefix/bin/tmctl"
[ -z "$old" ] || echo "replaced:$old; adapters that run go on with the old one until tmctl restart"
case :${PATH:-}: in
    *:"$prefix/bin":*) ;;
    *) echo "note: $prefix/bin is not on PATH; add it: export PATH=\"$prefix/bin:\$PATH\"" ;;
esac
