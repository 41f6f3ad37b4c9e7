#!/usr/bin/env bash
# Makes a root file system that holds what a Java runtime needs and nothing else: glibc, zlib, libstdc++, CA
# certificates, time zones, and a user who is nobody. No shell, no package manager. Needs Debian's apt-get and dpkg-deb.
set -euo pipefail

packages=(base-files libc6 libgcc-s1 libstdc++6 zlib1g ca-certificates tzdata)

if (($# != 1)) || [[ "$1" == -* ]]; then
    echo "usage: scripts/make-image-base.sh FOLDER" >&2
    exit 2
fi
folder=$1
for tool in apt-get dpkg-deb; do
    if ! command -v "$tool" >/dev/null; then
        echo "error: $tool is not here, so a base cannot be made of Debian's packages" >&2
        echo "next:  give scripts/build-image.sh an image or a root file system with --base" >&2
        exit 1
    fi
done
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"

download() {
    (cd "$work" && apt-get -q download "${packages[@]}" >"$work/log" 2>&1)
}
# the lists may be missing or old
download || { apt-get -q update >"$work/update.log" 2>&1 && download; } || { cat "$work/log" >&2 && exit 1; }
for package in "$work"/*.deb; do
    dpkg-deb --extract "$package" "$folder"
done

# What the packages' scripts would have done. Java has certificates of its own; this bundle is for AWS_CA_BUNDLE's
# readers and for those who look.
mkdir -p "$folder/etc/ssl/certs" "$folder/tmp" "$folder/home/nonroot"
find "$folder/usr/share/ca-certificates" -name '*.crt' -print0 | sort -z | xargs -0 cat >"$folder/etc/ssl/certs/ca-certificates.crt"
chmod 1777 "$folder/tmp"
cat >"$folder/etc/passwd" <<'TEXT'
root:x:0:0:root:/root:/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin
nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin
TEXT
cat >"$folder/etc/group" <<'TEXT'
root:x:0:
nobody:x:65534:
nonroot:x:65532:
TEXT
echo 'hosts: files dns' >"$folder/etc/nsswitch.conf"
chown -R 65532:65532 "$folder/home/nonroot" 2>/dev/null || true

# Not needed by a program: what is for people, and character sets that Java has itself.
rm -rf "$folder"/usr/share/{doc,man,info,lintian,locale,doc-base,bug} "$folder"/usr/lib/*/gconv "$folder"/etc/{update-motd.d,motd,issue,issue.net,default} \
    "$folder"/usr/sbin "$folder"/usr/share/base-files "$folder"/usr/share/zoneinfo/right
echo "base of $(dpkg-deb --field "$(echo "$work"/libc6_*.deb)" Architecture), $(du -sm "$folder" | cut -f 1) MiB: $folder"
