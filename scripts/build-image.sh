#!/usr/bin/env bash
# Builds the OCI image of the adapter from the built distribution, with whichever of buildah, podman and docker is there.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: scripts/build-image.sh [--base IMAGE|FOLDER|TAR] [--tag TAG] [--tool buildah|podman|docker]

  --base   what the Java runtime stands on: an image, or a root file system as a folder or a tar archive. It needs glibc,
           zlib and CA certificates; a shell is not needed. (default: a file system of those few Debian packages, made by
           scripts/make-image-base.sh)
  --tag    the image's name (default: tmctl-adapter:VERSION)
  --tool   what builds it (default: the first of buildah, podman, docker that works)

The distribution is taken from cli/target, and built when it is missing (mvn package). JAVA_HOME, or a JDK 25 in
/usr/lib/jvm, gives the runtime. Nothing is run inside the image while it is built.
TEXT
}

fail() {
    echo "error: $1" >&2
    [[ -z "${2:-}" ]] || echo "next:  $2" >&2
    exit 1
}

base='' tag='' tool=''
while (($# > 0)); do
    case $1 in
        --help | -h) usage && exit 0 ;;
        --base | --tag | --tool)
            (($# > 1)) || fail "$1 needs a value" "scripts/build-image.sh --help"
            declare "${1#--}=$2"
            shift 2
            ;;
        *) fail "there is no option $1" "scripts/build-image.sh --help" ;;
    esac
done

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

works() {
    command -v "$1" >/dev/null || return 1
    # a client without an engine builds nothing
    [[ "$1" != docker ]] || docker info >/dev/null 2>&1
}
if [[ -n "$tool" ]]; then
    [[ "$tool" =~ ^(buildah|podman|docker)$ ]] || fail "--tool is $tool; expected buildah, podman or docker"
    works "$tool" || fail "$tool is not here, or has no engine" "install it, or take another --tool"
else
    for candidate in buildah podman docker; do
        if works "$candidate"; then
            tool=$candidate
            break
        fi
    done
    [[ -n "$tool" ]] || fail "neither buildah nor podman nor docker is here" "apt-get install buildah"
fi

jdk=''
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [[ -n "$home" && -x "$home/bin/jlink" ]] && grep -q '^JAVA_VERSION="25[".]' "$home/release"; then
        jdk=$home
        break
    fi
done
[[ -n "$jdk" ]] || fail "there is no JDK 25 with jlink" "install one and set JAVA_HOME"

# the project's own, which is the first after its parent's
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$root/pom.xml" | head -n 1)
built="$root/cli/target/tmctl-$version"
if [[ ! -r "$built/lib/build-id" ]]; then
    echo "note: building the distribution" >&2
    (cd "$root" && mvn -q -Dquick -DskipTests package -pl core,cli)
fi
tag=${tag:-tmctl-adapter:$(tr '[:upper:]' '[:lower:]' <<<"$version")}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 022
context="$work/context"
app="$context/app/opt/tmctl"
mkdir -p "$app/cache"

# Only what the adapter runs. The launcher is there for the flags, and leaves again.
cp -a "$built/lib" "$built/bin" "$app/"
# What dumps and imports are made and checked with: the adapter does neither. A name that matches nothing fails.
rm "$app"/lib/kubernetes-model-*.jar "$app"/lib/json-schema-validator-*.jar
modules=$(sed -n 's:.*<dist.modules>\(.*\)</dist.modules>.*:\1:p' "$root/dist/pom.xml")
"$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-man-pages --no-header-files --compress=zip-0 \
    --output "$app/runtime"
strip_launchers() {
    local file
    for file in "$app"/runtime/bin/*; do
        [[ "$file" == */java ]] || rm "$file"
    done
}
strip_launchers

# The cache of loaded classes, by the very runtime that will use it. It counts only for the same jars, with the same
# times, at the same places: COPY keeps the first, and the JVM looks at the second relative to each other.
if ! TMCTL_JAVA_HOME="$app/runtime" TMCTL_CACHE_OUTPUT="$work/server.aot" HOME="$work" \
    AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=a \
    env -u TMCTL_JAVA_OPTS -u JAVA_TOOL_OPTIONS "$app/bin/tmctl" warmup server >"$work/warmup.log" 2>&1; then
    cat "$work/warmup.log" >&2
    fail "the cache of loaded classes could not be made"
fi
build=$(<"$app/lib/build-id")
cp "$work/server.aot" "$app/cache/server-$build.aot"

# The flags of an adapter are known to the launcher alone: it is asked with a Java that says what it is told.
mkdir -p "$work/asked/bin"
echo 'JAVA_VERSION="25"' >"$work/asked/release"
cat >"$work/asked/bin/java" <<'TEXT'
#!/bin/sh
printf '%s\n' "MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-}" "$@"
TEXT
chmod +x "$work/asked/bin/java"
mapfile -t words < <(env -u TMCTL_JAVA_OPTS -u JAVA_TOOL_OPTIONS -u MALLOC_ARENA_MAX \
    TMCTL_JAVA_HOME="$work/asked" "$app/bin/tmctl" adapter </dev/null 2>/dev/null)
arenas=${words[0]}
command='"/opt/tmctl/runtime/bin/java"'
for word in "${words[@]:1}"; do
    case $word in
        -Dtmctl.launcher=*) continue ;;
    esac
    word=${word//"$context/app"/}
    command+=", \"${word//\"/\\\"}\""
done
[[ "$command" == *-XX:AOTCache=/opt/tmctl/cache/* && "$command" == *dev.tmctl.cli.Main* ]] ||
    fail "the launcher's command is not understood: $command"
rm -r "${app:?}/bin" "$app"/lib/*.sh

# Nobody's files, readable by everybody, and nobody's to change.
mkdir -p "$context/app/licenses"
cp "$root/LICENSE" "$context/app/licenses/"
chmod -R a+rX,go-w "$context/app"

from=scratch
if [[ -z "$base" ]]; then
    "$root/scripts/make-image-base.sh" "$work/base" >&2
    base="$work/base"
fi
if [[ -d "$base" ]]; then
    tar -C "$base" --numeric-owner --one-file-system -cf "$context/base.tar" .
elif [[ -f "$base" ]]; then
    cp "$base" "$context/base.tar"
else
    from=$base
fi

{
    echo "FROM $from"
    [[ "$from" != scratch ]] || echo 'ADD base.tar /'
    cat <<TEXT
COPY app/ /
ENV METRICS_PROMETHEUS_PORT=9090 LC_ALL=C.UTF-8 ${arenas}
USER 65532:65532
WORKDIR /
EXPOSE 8080 9090
STOPSIGNAL SIGTERM
LABEL org.opencontainers.image.title="tmctl adapter" \\
      org.opencontainers.image.description="CloudEvents over HTTP into Amazon Kinesis" \\
      org.opencontainers.image.licenses="Apache-2.0" \\
      org.opencontainers.image.version="$version"
ENTRYPOINT [$command]
TEXT
} >"$context/Containerfile"

case $tool in
    # a single layer over the base: nothing is kept twice
    buildah) buildah build --quiet --layers=false --format oci -f "$context/Containerfile" -t "$tag" "$context" ;;
    podman) podman build --quiet --layers=false --format oci -f "$context/Containerfile" -t "$tag" "$context" ;;
    docker) docker build --quiet -f "$context/Containerfile" -t "$tag" "$context" ;;
esac >"$work/image" || fail "$tool could not build the image"
echo "$tag"
