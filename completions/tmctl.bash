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
        tmctl)
            subcommands='create send describe watch start stop restart logs delete import dump crd local config adapter completion help version'
            aliases='send-event'
            options='-q --quiet -v --verbose --debug --color -h --help --context --version'
            ;;
        tmctl/create)
            subcommands='target'
            options='-q --quiet -v --verbose --debug --color -h --help'
            ;;
        tmctl/create/target)
            subcommands='awskinesis'
            aliases='AWSKinesis awskinesistarget AWSKinesisTarget'
            options='-q --quiet -v --verbose --debug --color -h --help'
            ;;
        tmctl/create/target/awskinesis)
            options='--name --arn --partition --partition-from --ordered --discardCloudEventContext --full-cloudevent --endpoint --auth.credentials.accessKeyID --auth.credentials.secretAccessKey --auth.credentials.sessionToken --auth.credentials.assumeIamRole --auth.iam.roleArn --auth.iam.serviceAccount --auth.iamRole --auth.iamrole --local --port --no-start -f --from --context -q --quiet -v --verbose --debug --color -h --help'
            ;;
        tmctl/send)
            options='--target --eventType --type --source --subject --id --time --dataschema --datacontenttype *--extension -f --file -o --output --dry-run --failed --resume --rate --stats --direct --timeout --max-in-flight --arn --partition --partition-from --ordered --discardCloudEventContext --full-cloudevent --endpoint --auth.credentials.accessKeyID --auth.credentials.secretAccessKey --auth.credentials.sessionToken --auth.credentials.assumeIamRole --auth.iam.roleArn --auth.iam.serviceAccount --auth.iamRole --auth.iamrole --context -q --quiet -v --verbose --debug --color -h --help'
            operand='free'
            many='yes'
            ;;
        tmctl/describe)
            options='-o --output --context -q --quiet -v --verbose --debug --color -h --help'
            operand='target'
            ;;
        tmctl/watch)
            options='--context --from --max --idle -o --output -q --quiet -v --verbose --debug --color -h --help'
            operand='target'
            ;;
        tmctl/start)
            options='--context -q --quiet -v --verbose --debug --color -h --help'
            operand='target'
            ;;
        tmctl/stop)
            options='--context -q --quiet -v --verbose --debug --color -h --help'
            operand='target'
            ;;
        tmctl/restart)
            options='--context -q --quiet -v --verbose --debug --color -h --help'
            operand='target'
            ;;
        tmctl/logs)
            options='--context -f --follow -n --tail -q --quiet -v --verbose --debug --color -h --help'
            operand='target'
            ;;
        tmctl/delete)
            subcommands='target'
            options='-q --quiet -v --verbose --debug --color -h --help'
            ;;
        tmctl/delete/target)
            options='-y --yes --context -q --quiet -v --verbose --debug --color -h --help'
            operand='target'
            many='yes'
            ;;
        tmctl/import)
            options='*-f *--from --dry-run --context -q --quiet -v --verbose --debug --color -h --help'
            ;;
        tmctl/dump)
            options='-p --platform -o --output --no-secrets --namespace --image --env-file --context -q --quiet -v --verbose --debug --color -h --help'
            operand='target'
            many='yes'
            ;;
        tmctl/crd)
            options='-q --quiet -v --verbose --debug --color -h --help'
            ;;
        tmctl/local)
            subcommands='start stop status reset run'
            options='-q --quiet -v --verbose --debug --color -h --help'
            ;;
        tmctl/local/start)
            options='--port --enforce-limits -q --quiet -v --verbose --debug --color -h --help'
            ;;
        tmctl/local/stop)
            options='-q --quiet -v --verbose --debug --color -h --help'
            ;;
        tmctl/local/status)
            options='-o --output -q --quiet -v --verbose --debug --color -h --help'
            ;;
        tmctl/local/reset)
            options='-y --yes -q --quiet -v --verbose --debug --color -h --help'
            ;;
        tmctl/local/run)
            options='--port --enforce-limits --data -q --quiet -v --verbose --debug --color -h --help'
            ;;
        tmctl/config)
            subcommands='get set unset list'
            options='-q --quiet -v --verbose --debug --color -h --help'
            ;;
        tmctl/config/get)
            options='-q --quiet -v --verbose --debug --color -h --help'
            operand='word context output color'
            ;;
        tmctl/config/set)
            options='-q --quiet -v --verbose --debug --color -h --help'
            operand='word context output color'
            second='setting'
            ;;
        tmctl/config/unset)
            options='-q --quiet -v --verbose --debug --color -h --help'
            operand='word context output color'
            ;;
        tmctl/config/list)
            options='--show-origin --context -q --quiet -v --verbose --debug --color -h --help'
            ;;
        tmctl/adapter)
            options='--tls-cert --tls-key --token-file -q --quiet -v --verbose --debug --color -h --help'
            ;;
        tmctl/completion)
            options='-q --quiet -v --verbose --debug --color -h --help'
            operand='word bash zsh fish'
            ;;
        tmctl/help)
            options='-q --quiet -v --verbose --debug --color -h --help'
            operand='explained'
            many='yes'
            ;;
        tmctl/version)
            options='-o --output -q --quiet -v --verbose --debug --color -h --help'
            ;;
    esac
}

# Goes from the current command to the subcommand of that name, if there is one.
_tmctl_enter() {
    case $path/$1 in
        tmctl/create) path=tmctl/create ;;
        tmctl/send | tmctl/send-event) path=tmctl/send ;;
        tmctl/describe) path=tmctl/describe ;;
        tmctl/watch) path=tmctl/watch ;;
        tmctl/start) path=tmctl/start ;;
        tmctl/stop) path=tmctl/stop ;;
        tmctl/restart) path=tmctl/restart ;;
        tmctl/logs) path=tmctl/logs ;;
        tmctl/delete) path=tmctl/delete ;;
        tmctl/import) path=tmctl/import ;;
        tmctl/dump) path=tmctl/dump ;;
        tmctl/crd) path=tmctl/crd ;;
        tmctl/local) path=tmctl/local ;;
        tmctl/config) path=tmctl/config ;;
        tmctl/adapter) path=tmctl/adapter ;;
        tmctl/completion) path=tmctl/completion ;;
        tmctl/help) path=tmctl/help ;;
        tmctl/version) path=tmctl/version ;;
        tmctl/create/target) path=tmctl/create/target ;;
        tmctl/create/target/awskinesis | tmctl/create/target/AWSKinesis | tmctl/create/target/awskinesistarget | tmctl/create/target/AWSKinesisTarget) path=tmctl/create/target/awskinesis ;;
        tmctl/delete/target) path=tmctl/delete/target ;;
        tmctl/local/start) path=tmctl/local/start ;;
        tmctl/local/stop) path=tmctl/local/stop ;;
        tmctl/local/status) path=tmctl/local/status ;;
        tmctl/local/reset) path=tmctl/local/reset ;;
        tmctl/local/run) path=tmctl/local/run ;;
        tmctl/config/get) path=tmctl/config/get ;;
        tmctl/config/set) path=tmctl/config/set ;;
        tmctl/config/unset) path=tmctl/config/unset ;;
        tmctl/config/list) path=tmctl/config/list ;;
        *) return 1 ;;
    esac
}

# Which values the current command's option takes, and whether it needs one; fails when it takes none.
_tmctl_value() {
    kind='' optional=''
    case $path in
        tmctl)
            case $1 in
                --color) kind='word auto always never' ;;
                --context) kind='context' ;;
            esac
            ;;
        tmctl/create)
            case $1 in
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/create/target)
            case $1 in
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/create/target/awskinesis)
            case $1 in
                --name) kind='free' ;;
                --arn) kind='arn' ;;
                --partition) kind='free' ;;
                --partition-from) kind='word partitionkey subject source type id extension: data:/ random' ;;
                --ordered) kind='word true false' optional=yes ;;
                --discardCloudEventContext) kind='word true false' optional=yes ;;
                --full-cloudevent) kind='word true false' optional=yes ;;
                --endpoint) kind='free' ;;
                --auth.credentials.accessKeyID) kind='secret' optional=yes ;;
                --auth.credentials.secretAccessKey) kind='secret' optional=yes ;;
                --auth.credentials.sessionToken) kind='secret' optional=yes ;;
                --auth.credentials.assumeIamRole) kind='free' ;;
                --auth.iam.roleArn) kind='free' ;;
                --auth.iam.serviceAccount) kind='free' ;;
                --auth.iamRole | --auth.iamrole) kind='free' ;;
                --port) kind='free' ;;
                -f | --from) kind='file' ;;
                --context) kind='context' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/send)
            case $1 in
                --target) kind='target' ;;
                --eventType | --type) kind='free' ;;
                --source) kind='free' ;;
                --subject) kind='free' ;;
                --id) kind='free' ;;
                --time) kind='free' ;;
                --dataschema) kind='free' ;;
                --datacontenttype) kind='free' ;;
                --extension) kind='free' ;;
                -f | --file) kind='file' ;;
                -o | --output) kind='word pretty json yaml name none' ;;
                --failed) kind='file' ;;
                --resume) kind='file' ;;
                --rate) kind='free' ;;
                --timeout) kind='free' ;;
                --max-in-flight) kind='free' ;;
                --arn) kind='arn' ;;
                --partition) kind='free' ;;
                --partition-from) kind='word partitionkey subject source type id extension: data:/ random' ;;
                --ordered) kind='word true false' optional=yes ;;
                --discardCloudEventContext) kind='word true false' optional=yes ;;
                --full-cloudevent) kind='word true false' optional=yes ;;
                --endpoint) kind='free' ;;
                --auth.credentials.accessKeyID) kind='secret' optional=yes ;;
                --auth.credentials.secretAccessKey) kind='secret' optional=yes ;;
                --auth.credentials.sessionToken) kind='secret' optional=yes ;;
                --auth.credentials.assumeIamRole) kind='free' ;;
                --auth.iam.roleArn) kind='free' ;;
                --auth.iam.serviceAccount) kind='free' ;;
                --auth.iamRole | --auth.iamrole) kind='free' ;;
                --context) kind='context' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/describe)
            case $1 in
                -o | --output) kind='word table wide json yaml' ;;
                --context) kind='context' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/watch)
            case $1 in
                --context) kind='context' ;;
                --from) kind='word latest beginning' ;;
                --max) kind='free' ;;
                --idle) kind='free' ;;
                -o | --output) kind='word pretty json yaml name none' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/start)
            case $1 in
                --context) kind='context' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/stop)
            case $1 in
                --context) kind='context' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/restart)
            case $1 in
                --context) kind='context' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/logs)
            case $1 in
                --context) kind='context' ;;
                -n | --tail) kind='free' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/delete)
            case $1 in
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/delete/target)
            case $1 in
                --context) kind='context' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/import)
            case $1 in
                -f | --from) kind='file' ;;
                --context) kind='context' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/dump)
            case $1 in
                -p | --platform) kind='word kubernetes knative deployment docker-compose' ;;
                -o | --output) kind='word yaml json' ;;
                --namespace) kind='free' ;;
                --image) kind='free' ;;
                --env-file) kind='file' ;;
                --context) kind='context' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/crd)
            case $1 in
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/local)
            case $1 in
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/local/start)
            case $1 in
                --port) kind='free' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/local/stop)
            case $1 in
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/local/status)
            case $1 in
                -o | --output) kind='word text json' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/local/reset)
            case $1 in
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/local/run)
            case $1 in
                --port) kind='free' ;;
                --data) kind='folder' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/config)
            case $1 in
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/config/get)
            case $1 in
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/config/set)
            case $1 in
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/config/unset)
            case $1 in
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/config/list)
            case $1 in
                --context) kind='context' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/adapter)
            case $1 in
                --tls-cert) kind='file' ;;
                --tls-key) kind='file' ;;
                --token-file) kind='file' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/completion)
            case $1 in
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/help)
            case $1 in
                --color) kind='word auto always never' ;;
            esac
            ;;
        tmctl/version)
            case $1 in
                -o | --output) kind='word text json' ;;
                --color) kind='word auto always never' ;;
            esac
            ;;
    esac
    [ -n "$kind" ]
}

# The regions of an AWS partition.
_tmctl_regions() {
    case $1 in
        aws) regions='af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2' ;;
        aws-cn) regions='cn-north-1 cn-northwest-1' ;;
        aws-eusc) regions='eusc-de-east-1' ;;
        aws-iso) regions='us-iso-east-1 us-iso-west-1' ;;
        aws-iso-b) regions='us-isob-east-1 us-isob-west-1' ;;
        aws-iso-e) regions='eu-isoe-west-1' ;;
        aws-iso-f) regions='us-isof-east-1 us-isof-south-1' ;;
        aws-us-gov) regions='us-gov-east-1 us-gov-west-1' ;;
        *) regions='' ;;
    esac
}

_tmctl_stored() {
    LC_ALL=C awk '
        # Reads home, context and what is wanted: names (each with its ARN), arns, or the context itself.
        # Only what looks like a name or an ARN is printed, so that no file can put anything else on a command line.
        function bare(text) {
            gsub(/["\047\r]/, "", text)
            return text
        }
        function target() {
            if (kind == "AWSKinesisTarget" && name ~ /^[a-z0-9][-.a-z0-9]*$/) {
                if (arn !~ /^arn:aws[-a-z]*:kinesis:[-a-z0-9]+:[0-9]+:stream[/][-_.A-Za-z0-9]+$/) arn = ""
                if (want == "names") print name "\t" arn
                else arns(arn)
            }
            kind = name = arn = ""
        }
        function arns(arn) {
            if (arn != "" && !(arn in seen)) print arn
            seen[arn] = 1
        }
        BEGIN {
            home = ARGV[1]; context = ARGV[2]; want = ARGV[3]
            file = home "/config.yaml"
            while (context == "" && (getline < file) > 0) if ($1 == "context:") context = bare($2)
            if (context == "") context = "default"
            if (context !~ /^[a-z0-9][-a-z0-9]*$/) exit
            if (want == "context") { print context; exit }
            file = home "/" context "/manifest.yaml"
            while ((getline < file) > 0) {
                if ($0 ~ /^---/) target()
                if ($0 ~ /^[a-zA-Z]/) {
                    top = bare($1); depth = 0
                    if (top == "kind:") kind = bare($2)
                } else if (match($0, /^ +[^ #]/)) {
                    if (!depth) depth = RLENGTH
                    if (RLENGTH == depth && top == "metadata:" && $1 == "name:") name = bare($2)
                    if (RLENGTH == depth && top == "spec:" && $1 == "arn:") arn = bare($2)
                }
            }
            target()
            file = home "/.local-kinesis/data/stream-names"
            while (want == "arns" && (getline < file) > 0)
                if ($0 ~ /^[-_.A-Za-z0-9]+$/) arns("arn:aws:kinesis:us-east-1:000000000000:stream/" $0)
        }
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
        *) _tmctl_offer "$1" arn:aws:kinesis: arn:aws-cn:kinesis: arn:aws-eusc:kinesis: arn:aws-iso:kinesis: arn:aws-iso-b:kinesis: arn:aws-iso-e:kinesis: arn:aws-iso-f:kinesis: arn:aws-us-gov:kinesis: ;;
    esac
}

# Offers the values of the setting that was given.
_tmctl_setting() {
    case ${given[0]} in
        context) _tmctl_contexts "$1" ;;
        output) _tmctl_offer "$1" human wide json yaml name ;;
        color) _tmctl_offer "$1" auto always never ;;
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
    [ "$path" != tmctl ] || _tmctl_offer "$1" exit-codes environment authentication formatting
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
