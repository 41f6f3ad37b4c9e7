# shellcheck shell=sh
# Finds a Java 25 that runs on this machine. Sourced by the launcher, and by the scripts of the source tree; starts no
# program where it can.

# A Java home tells its version in the file "release"; only where that is missing is Java itself asked.
is_java_25() {
    [ -e "$1/bin/java" ] || [ -h "$1/bin/java" ] || return 1
    if [ -r "$1/release" ]; then
        while IFS= read -r line || [ -n "$line" ]; do
            case $line in
                'JAVA_VERSION="25"' | 'JAVA_VERSION="25.'*) return 0 ;;
                'JAVA_VERSION='*) return 1 ;;
            esac
        done <"$1/release"
        return 1
    fi
    [ -x "$1/bin/java" ] && "$1/bin/java" -version 2>&1 | grep -q 'version "25[".]'
}

# Whether the Java in a home looks as if it ran here, without running it: a program for Linux names its loader, which is
# there only where the C library and the processor are the right ones (ld-musl, ld-linux-aarch64). The shell leaves out
# each NUL that it reads, so the name ends at its version. A Java for macOS is known by its library.
looks_right() {
    elf=
    while IFS= read -r line || [ -n "$line" ]; do
        case $elf$line in
            yes*) ;;
            *ELF*) elf=yes ;;
            *)
                [ -s "$1/lib/server/libjvm.dylib" ]
                return
                ;;
        esac
        case $line in
            */ld-*.so.[0-9]*)
                folder=${line%%/ld-*}
                name=${line#*/ld-}
                number=${name#*.so.}
                loader=${folder##*/}/ld-${name%%.so.*}.so.${number%"${number#?}"}
                [ -e "/$loader" ] && [ -s "$1/lib/server/libjvm.so" ]
                return
                ;;
        esac
    done <"$1/bin/java"
    return 1
}

# Whether the Java in a home runs here. It is started only to settle a doubt.
runs() {
    [ -s "$1/bin/java" ] && [ -x "$1/bin/java" ] || return 1
    looks_right "$1" || "$1/bin/java" -version >/dev/null 2>&1
}

# Whether a home holds a Java 25 that runs here. One that does not is passed over, and the user hears of it.
is_usable() {
    is_java_25 "$1" || return 1
    runs "$1" && return 0
    echo "note: $1 is passed over: its Java 25 does not run on this machine" >&2
    return 1
}

# Sets java_home, or says what was looked at and fails. The argument, where there is one, is the runtime that came with
# the tool. It goes before JAVA_HOME: the caches of classes were made for it.
find_java_25() {
    if [ -n "${TMCTL_JAVA_HOME:-}" ]; then
        java_home=$TMCTL_JAVA_HOME
        if ! is_java_25 "$java_home"; then
            echo "error: TMCTL_JAVA_HOME is $TMCTL_JAVA_HOME, which is not a Java 25" >&2
        elif ! runs "$java_home"; then
            echo "error: TMCTL_JAVA_HOME is $TMCTL_JAVA_HOME, whose Java does not run on this machine" >&2
        else
            return 0
        fi
        echo "next:  set TMCTL_JAVA_HOME to the home of a Java 25, or unset it" >&2
        return 1
    fi
    # before the folders below are read, which takes longer
    for java_home in "${1:-/nonexistent}" "${JAVA_HOME:-/nonexistent}"; do
        is_usable "$java_home" && return 0
    done
    # a relative HOME would lead to programs in whatever folder is the current one
    case ${HOME:-} in
        /*) user=$HOME ;;
        *) user=/nonexistent ;;
    esac
    for java_home in \
        /usr/lib/jvm/* \
        /usr/java/* \
        /opt/java/* \
        /opt/jdk* \
        "$user"/.sdkman/candidates/java/* \
        "$user"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
        is_usable "$java_home" && return 0
    done
    if java_home=$(command -v java); then
        java_home=$(readlink -f "$java_home" 2>/dev/null || echo "$java_home")
        java_home=${java_home%/bin/java}
        is_usable "$java_home" && return 0
    fi
    {
        echo "error: tmctl needs Java 25 and found none"
        echo "looked at: TMCTL_JAVA_HOME (not set), ${1:+$1, }JAVA_HOME (${JAVA_HOME:-not set}),"
        echo "           /usr/lib/jvm, /usr/java, /opt/java, /opt/jdk*, ~/.sdkman, ~/.jdks, /Library/Java and PATH"
        echo "next:  install a JDK 25 and set TMCTL_JAVA_HOME to its home if it lies elsewhere"
    } >&2
    return 1
}
