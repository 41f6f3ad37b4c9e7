# bash completion of tmctl. Made from the commands by GeneratedFilesTest; changes here are lost.
# To turn it on: eval "$(tmctl completion bash)"
# shellcheck shell=bash
#
# It starts no JVM: commands, options and their words are in this file, names are read from the files that hold them.
# It needs nothing of bash-completion and works in bash 3.2, which has no compopt.

# The current command's subcommands, other names of them, options, and operand.
_tmctl_command() {
    subcommands='' aliases='' options='' operand='' second='' many=''
    case $path in
@COMMANDS@
    esac
}

# Goes from the current command to the subcommand of that name, if there is one.
_tmctl_enter() {
    case $path/$1 in
@ENTER@
        *) return 1 ;;
    esac
}

# Which values the current command's option takes, and whether it needs one; fails when it takes none.
_tmctl_value() {
    kind='' optional=''
    case $path in
@VALUES@
    esac
    [ -n "$kind" ]
}

# The regions of an AWS partition.
_tmctl_regions() {
    case $1 in
@REGIONS@
        *) regions='' ;;
    esac
}

_tmctl_stored() {
    LC_ALL=C awk '
@AWK@
    ' "$home" "$context" "$1" 2>/dev/null
}

# Offers those words that go on from what is typed, behind a prefix. A word that is whole gets a space.
_tmctl_offer() {
    local prefix=$1 word
    shift
    for word in "$@"; do
        word=$prefix$word
        [[ $word == "$current"* ]] || continue
        case $word in
            *[=:/@]) ;;
            *) word+=' ' ;;
        esac
        COMPREPLY+=("${word#"$before"}")
    done
}

# Offers the names of files behind a prefix; folders only when told so.
_tmctl_files() {
    local prefix=$1 typed name IFS=$'\n'
    typed=${current#"$prefix"}
    typed=${typed#[\"\']}
    # readline does it better, with quotes and tildes, but only where it sees the name as a word
    if [ "$2" = files ] && [ "$typed" = "${current#"$before"}" ]; then
        if type compopt >/dev/null 2>&1; then
            compopt -o default +o nospace
        fi
        plain=yes
        return
    fi
    typed=${typed//\\/}
    local flag=-f
    [ "$2" = folders ] && flag=-d
    if [ "${typed%%/*}" = \~ ]; then
        typed=$HOME/${typed#*/}
    fi
    # compgen prints one name a line
    # shellcheck disable=SC2207
    local names=($(compgen "$flag" -- "$typed"))
    for name in "${names[@]}"; do
        local end=' '
        [ -d "$name" ] && end=/
        name=$(printf %q "$name")
        name=$prefix$name
        COMPREPLY+=("${name#"$before"}$end")
    done
}

_tmctl_contexts() {
    local folder name
    _tmctl_offer "$1" "$(context='' && _tmctl_stored context)"
    for folder in "$home"/*/; do
        name=${folder%/}
        name=${name##*/}
        case $name in
            *[!a-z0-9-]* | '') ;;
            *) [ -d "$folder" ] && _tmctl_offer "$1" "$name" ;;
        esac
    done
}

# Offers the targets that are not on the line yet.
_tmctl_targets() {
    local name
    while IFS=$'\t' read -r name _; do
        [[ -z $name || " ${given[*]} " == *" $name "* ]] || _tmctl_offer "$1" "$name"
    done <<<"$(_tmctl_stored names)"
}

_tmctl_arns() {
    local arn=${current#"$1"} regions='' partition region
    # names hold no spaces
    # shellcheck disable=SC2046
    _tmctl_offer "$1" $(_tmctl_stored arns)
    case $arn in
        arn:*:kinesis:*:*:*) _tmctl_offer "$1" "${arn%:*}:stream/" ;;
        arn:*:kinesis:*:*) ;;
        arn:*:kinesis:*)
            partition=${arn#arn:}
            partition=${partition%%:*}
            _tmctl_regions "$partition"
            for region in $regions; do
                _tmctl_offer "$1" "arn:$partition:kinesis:$region:"
            done
            ;;
        *) _tmctl_offer "$1" @ARNS@ ;;
    esac
}

# Offers the values of the setting that was given.
_tmctl_setting() {
    case ${given[0]} in
@SETTINGS@
    esac
}

# Offers what help explains: commands and topics, then the commands below the given ones.
# The words of a list are separate.
# shellcheck disable=SC2086
_tmctl_explained() {
    local path=tmctl word
    for word in "${given[@]}"; do
        _tmctl_enter "$word" || return
    done
    _tmctl_command
    _tmctl_offer "$1" $subcommands
    [ "$path" != tmctl ] || _tmctl_offer "$1" @TOPICS@
}

# Offers the values of a kind behind a prefix, which is empty or `--option=`.
# The words of a list are separate.
# shellcheck disable=SC2086
_tmctl_values() {
    local words=${2#* }
    [ "$words" = "$2" ] && words=
    case $2 in
        word*) _tmctl_offer "$1" $words ;;
        file*) _tmctl_files "$1" files ;;
        folder) _tmctl_files "$1" folders ;;
        secret)
            # of a secret itself nothing is known here, and nothing shall be
            case ${current#"$1"} in
                @*) _tmctl_files "$1@" names ;;
                '') _tmctl_offer "$1" @ ;;
            esac
            ;;
        target) _tmctl_targets "$1" ;;
        context) _tmctl_contexts "$1" ;;
        arn) _tmctl_arns "$1" ;;
        setting) _tmctl_setting "$1" ;;
        explained) _tmctl_explained "$1" ;;
    esac
}

# Cuts the line into words at spaces alone: readline also cuts at = and : and @.
_tmctl_split() {
    local rest=${COMP_LINE:0:COMP_POINT} piece bare i
    for ((i = 0; i <= COMP_CWORD; i++)); do
        piece=${COMP_WORDS[i]}
        bare=${rest#"${rest%%[![:space:]]*}"}
        # what is behind the cursor does not count
        [ "$i" -eq "$COMP_CWORD" ] && piece=$bare
        if [ "$i" -eq 0 ] || [ "$bare" != "$rest" ]; then
            line+=("$piece")
        else
            line[${#line[@]} - 1]+=$piece
        fi
        rest=${bare#"$piece"}
    done
}

# A --context behind the cursor counts, too.
_tmctl_context_behind() {
    local i behind=''
    for ((i = COMP_CWORD + 1; i < ${#COMP_WORDS[@]}; i++)); do
        case $behind${COMP_WORDS[i]} in
            --context) behind=--context ;;
            --context=) ;;
            --context=*) context=${COMP_WORDS[i]#*=} ;;
            --context*) context=${COMP_WORDS[i]} behind='' ;;
        esac
    done
}

_tmctl() {
    local IFS=$' \t\n' line=() given=() path=tmctl seen=' ' context='' ended='' plain='' pending=''
    local kind optional subcommands aliases options operand second many i word
    local home=${TMCTL_HOME:-${HOME-}/.triggermesh/cli}
    COMPREPLY=()
    # without candidates readline would offer files
    if type compopt >/dev/null 2>&1; then
        compopt +o default
    fi
    _tmctl_split
    _tmctl_context_behind
    local last=$((${#line[@]} - 1))
    local current=${line[last]}
    # what readline does not take as part of the word is not repeated in an answer
    local before=${current%"$2"}
    for ((i = 1; i < last; i++)); do
        word=${line[i]}
        if [ -n "$ended" ]; then
            given+=("$word")
            continue
        fi
        case $word in
            --) ended=yes ;;
            -*=*)
                seen+="${word%%=*} "
                [ "${word%%=*}" = --context ] && context=${word#*=}
                ;;
            -?*)
                seen+="$word "
                if _tmctl_value "$word"; then
                    if [ $((i + 1)) -eq "$last" ]; then
                        pending=$word
                    elif [ -z "$optional" ] || [[ ${line[i + 1]} != -* ]]; then
                        i=$((i + 1))
                        [ "$word" = --context ] && context=${line[i]}
                    fi
                fi
                ;;
            *) _tmctl_enter "$word" || given+=("$word") ;;
        esac
    done
    _tmctl_command
    if [ -n "$pending" ] && _tmctl_value "$pending" && ! { [ -n "$optional" ] && [[ $current == -* ]]; }; then
        _tmctl_values '' "$kind"
    elif [ -z "$ended" ] && [[ $current == -*=* ]]; then
        _tmctl_value "${current%%=*}" && _tmctl_values "${current%%=*}=" "$kind"
    elif [ -z "$ended" ] && [[ $current == -* ]]; then
        for word in $options; do
            case $word in
                \**) _tmctl_offer '' "${word#?}" ;;
                *) [[ $seen == *" $word "* ]] || _tmctl_offer '' "$word" ;;
            esac
        done
    else
        if [ ${#given[@]} -eq 0 ]; then
            # the words are separate
            # shellcheck disable=SC2086
            _tmctl_offer '' $subcommands
            # shellcheck disable=SC2086
            [ ${#COMPREPLY[@]} -gt 0 ] || _tmctl_offer '' $aliases
        fi
        if [ -n "$operand" ] && { [ -n "$many" ] || [ ${#given[@]} -eq 0 ]; }; then
            _tmctl_values '' "$operand"
        elif [ -n "$second" ] && [ ${#given[@]} -eq 1 ]; then
            _tmctl_values '' "$second"
        fi
    fi
    if [ ${#COMPREPLY[@]} -eq 0 ] && [ -z "$plain" ] && ! type compopt >/dev/null 2>&1; then
        # the word itself: nothing changes, and no files are offered
        COMPREPLY=("$2")
    fi
}

complete -o default -o nospace -F _tmctl tmctl
