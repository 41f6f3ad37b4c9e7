#!/usr/bin/env bats
# The Debian package in a copy of this system: an overlay on its files, in a mount namespace that DebianPackageIT makes
# and that ends with the file. DebianPackageIT sets:
#   TMCTL_DEB      the package
#   TMCTL_VERSION  the version that it holds
#   TMCTL_MAINTAINER  who it should name
#   TMCTL_PAGES    the folder of the manual pages
#   TMCTL_OUTSIDE  the mount namespace of the system itself, which must not be touched

# set by bats' run; what the copy's shell expands is quoted by intent
# shellcheck disable=SC2154,SC2016
bats_require_minimum_version 1.5.0

setup_file() {
    [ "$(readlink /proc/self/ns/mnt)" != "$TMCTL_OUTSIDE" ]
    # not below bats' own folder, which it removes with all that is mounted there
    export LAYERS=/media
    mount -t tmpfs -o size=1g,mode=755 tmpfs "$LAYERS"
    mkdir "$LAYERS/upper" "$LAYERS/work" "$LAYERS/root"
    mount -t overlay -o "lowerdir=/,upperdir=$LAYERS/upper,workdir=$LAYERS/work" overlay "$LAYERS/root"
    mount -t proc -o ro proc "$LAYERS/root/proc"
    mount -t tmpfs -o mode=755 tmpfs "$LAYERS/root/dev"
    mknod -m 666 "$LAYERS/root/dev/null" c 1 3
    mknod -m 666 "$LAYERS/root/dev/random" c 1 8
    mknod -m 666 "$LAYERS/root/dev/urandom" c 1 9
    cp "$TMCTL_DEB" "$LAYERS/root/tmctl.deb"
    in_root 'dpkg -s tmctl >/dev/null 2>&1 && dpkg --purge tmctl' || true
    before=$(files)
    export before
}

setup() {
    app=/usr/lib/tmctl/$TMCTL_VERSION
}

# Runs a line of shell in the copy, where nothing but the package offers a Java.
in_root() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root JAVA_HOME=/nonexistent chroot "$LAYERS/root" sh -c "$1" 3>&-
}

# What was added or changed in the copy, without the notes that dpkg keeps of everything.
files() {
    (cd "$LAYERS/upper" && find . -mindepth 1 ! -type d ! -path './var/lib/dpkg/*' ! -path './var/log/*' \
        ! -path './var/cache/*' ! -path './tmp/*' | LC_ALL=C sort)
}

@test "says what it is" {
    run -0 dpkg-deb --field "$TMCTL_DEB" Package Architecture Section Depends Description
    [[ $output == *"Package: tmctl
Architecture: $(dpkg --print-architecture)
Section: utils
Depends: libc6 (>= "*")
Description: CloudEvents to Amazon Kinesis, from a shell"* ]]
    [[ $(dpkg-deb --field "$TMCTL_DEB" Version) == "${TMCTL_VERSION/-SNAPSHOT/}"*-1 ]]
    [ "$(dpkg-deb --field "$TMCTL_DEB" Maintainer)" = "$TMCTL_MAINTAINER" ]
    dpkg-deb --info "$TMCTL_DEB" md5sums >/dev/null
    # every file is root's, and nobody else writes it
    [ "$(dpkg-deb --contents "$TMCTL_DEB" | awk '!/^l/ { print $1, $2 }' | sort -u)" = "-rw-r--r-- root/root
-rwxr-xr-x root/root
drwxr-xr-x root/root" ]
}

@test "installs into Debian's folders" {
    run -0 in_root 'dpkg --no-triggers -i /tmctl.deb'
    [[ $output != *cache* ]]
    [ "$(files | grep -v "^\.$app/\(lib\|runtime\|bin\|cache\)/\|\.cdx\.json$" | sed 's|/tmctl-.*\(\.[17]\.gz\)$|/tmctl-*\1|' | uniq)" = "./tmctl.deb
./usr/bin/tmctl
.$app/THIRD-PARTY.txt
./usr/share/bash-completion/completions/tmctl
./usr/share/doc/tmctl/changelog.Debian.gz
./usr/share/doc/tmctl/changelog.gz
./usr/share/doc/tmctl/copyright
./usr/share/doc/tmctl/docs/adapter.md
./usr/share/doc/tmctl/docs/architecture.svg
./usr/share/doc/tmctl/docs/configuration.md
./usr/share/doc/tmctl/docs/events.md
./usr/share/doc/tmctl/docs/kubernetes.md
./usr/share/doc/tmctl/docs/local-kinesis.md
./usr/share/doc/tmctl/docs/migrating-from-triggermesh.md
./usr/share/doc/tmctl/docs/performance.md
./usr/share/doc/tmctl/docs/sending.md
./usr/share/fish/vendor_completions.d/tmctl.fish
./usr/share/lintian/overrides/tmctl
./usr/share/man/man1/tmctl-*.1.gz
./usr/share/man/man1/tmctl.1.gz
./usr/share/man/man7/tmctl-*.7.gz
./usr/share/zsh/vendor-completions/_tmctl" ]
    for section in 1 7; do
        [ "$(cd "$LAYERS/root/usr/share/man/man$section" && echo tmctl*)" = "$(cd "$TMCTL_PAGES" &&
            printf '%s.gz ' *."$section" | sed 's/ $//')" ]
    done
    run -0 in_root 'dpkg --verify tmctl && dpkg -s tmctl'
    [[ $output == *"Status: install ok installed"* ]]
}

@test "runs on its own runtime, whatever JAVA_HOME says" {
    run -0 --separate-stderr in_root 'tmctl version'
    [[ ${lines[0]} == "tmctl $TMCTL_VERSION ("* ]]
    [ "$stderr" = "" ]
    run -0 in_root 'TMCTL_JAVA_OPTS=-XshowSettings:properties tmctl --version 2>&1'
    [[ $output == *"java.home = $app/runtime"* ]]
}

@test "its installation built the caches, for every user" {
    build=$(cat "$LAYERS/root$app/lib/build-id")
    [ "$(cd "$LAYERS/root$app/cache" && stat -c '%A %n' -- *)" = "-rw-r--r-- aws-$build.aot
-rw-r--r-- client-$build.aot
-rw-r--r-- direct-$build.aot
drwxr-xr-x help-$build
-rw-r--r-- plain-$build.aot
-rw-r--r-- send-$build.aot
-rw-r--r-- server-$build.aot" ]
    run -0 in_root 'TMCTL_JAVA_OPTS=-Xlog:class+load tmctl send --help'
    [[ $output == *"dev.tmctl.cli.command.RenderedHelp source: shared objects file"* ]]
    run -0 in_root 'TMCTL_JAVA_OPTS=-Xlog:class+load tmctl config list'
    [[ $output == *"dev.tmctl.cli.command.ConfigListCommand source: shared objects file"* ]]
    # and left nothing elsewhere
    [ "$(find "$LAYERS/upper/tmp" -name 'tmctl*' 2>/dev/null)" = "" ]
}

@test "does the main job as another user" {
    run -0 --separate-stderr in_root 'mkdir -p /srv/someone && chown 65534:65534 /srv/someone && cd /srv/someone &&
        as() { HOME=/srv/someone AWS_EC2_METADATA_DISABLED=true setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; } &&
        as tmctl create target awskinesis --local --name orders --partition key >/dev/null &&
        as tmctl send -o json ping && as tmctl delete target orders && as tmctl local stop; rm -rf /srv/someone'
    [[ $output == *'"ShardId":"shardId-000000000000"'*"orders deleted"* ]]
}

@test "purging leaves nothing" {
    run -0 in_root 'dpkg --no-triggers --purge tmctl'
    [[ $output != *warning* ]]
    [ "$(files)" = "$before" ]
    [ ! -e "$LAYERS/root/usr/lib/tmctl" ]
    [ ! -e "$LAYERS/root/usr/share/doc/tmctl" ]
}
