# shellcheck shell=sh
# Finds a Java 25. Sourced by the launcher, and by the scripts of the source tree; starts no program where it can.

# A Java home tells its version in the file "release"; only where that is missing is Java itself asked.
is_java_25() {
    [ -x "$1/bin/java" ] || return 1
    if [ -r "$1/release" ]; then
        while IFS= read -r line; do
            case $line in
                'JAVA_VERSION="25"' | 'JAVA_VERSION="25.'*) return 0 ;;
                'JAVA_VERSION='*) return 1 ;;
            esac
        done <"$1/release"
        return 1
    fi
    "$1/bin/java" -version 2>&1 | grep -q 'version "25[".]'
}

# Sets java_home, or says what was looked at and fails. The argument, where there is one, is the runtime that came with
# the tool. It goes before JAVA_HOME: the caches of classes were made for it.
find_java_25() {
    if [ -n "${TMCTL_JAVA_HOME:-}" ]; then
        java_home=$TMCTL_JAVA_HOME
        is_java_25 "$java_home" && return 0
        echo "error: TMCTL_JAVA_HOME is $TMCTL_JAVA_HOME, which is not a Java 25" >&2
        echo "next:  set TMCTL_JAVA_HOME to the home of a Java 25, or unset it" >&2
        return 1
    fi
    # before the folders below are read, which takes longer
    for java_home in "${1:-/nonexistent}" "${JAVA_HOME:-/nonexistent}"; do
        is_java_25 "$java_home" && return 0
    done
    for java_home in \
        /usr/lib/jvm/* \
        /usr/java/* \
        /opt/java/* \
        /opt/jdk* \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
        "${HOME:-/nonexistent}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
        is_java_25 "$java_home" && return 0
    done
    if java_home=$(command -v java); then
        java_home=$(readlink -f "$java_home" 2>/dev/null || echo "$java_home")
        java_home=${java_home%/bin/java}
        is_java_25 "$java_home" && return 0
    fi
    {
        echo "error: tmctl needs Java 25 and found none"
        echo "looked at: TMCTL_JAVA_HOME (not set), ${1:+$1, }JAVA_HOME (${JAVA_HOME:-not set}),"
        echo "           /usr/lib/jvm, /usr/java, /opt/java, /opt/jdk*, ~/.sdkman, ~/.jdks, /Library/Java and PATH"
        echo "next:  install a JDK 25 and set TMCTL_JAVA_HOME to its home if it lies elsewhere"
    } >&2
    return 1
}
