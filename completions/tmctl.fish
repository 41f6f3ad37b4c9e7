# fish completion of tmctl. Made from the commands by GeneratedFilesTest; changes here are lost.
# To turn it on: tmctl completion fish | source, or put this file in ~/.config/fish/completions.
#
# It starts no JVM: commands, options and their words are in this file, names are read from the files that hold them.

# Options that take a value, with their command, and those among them that may stand without one.
set -g __tmctl_valued \
    'tmctl --color' \
    'tmctl --context' \
    'tmctl/create --color' \
    'tmctl/create/target --color' \
    'tmctl/create/target/awskinesis --name' \
    'tmctl/create/target/awskinesis --arn' \
    'tmctl/create/target/awskinesis --partition' \
    'tmctl/create/target/awskinesis --partition-from' \
    'tmctl/create/target/awskinesis --ordered' \
    'tmctl/create/target/awskinesis --discardCloudEventContext' \
    'tmctl/create/target/awskinesis --full-cloudevent' \
    'tmctl/create/target/awskinesis --endpoint' \
    'tmctl/create/target/awskinesis --auth.credentials.accessKeyID' \
    'tmctl/create/target/awskinesis --auth.credentials.secretAccessKey' \
    'tmctl/create/target/awskinesis --auth.credentials.sessionToken' \
    'tmctl/create/target/awskinesis --auth.credentials.assumeIamRole' \
    'tmctl/create/target/awskinesis --auth.iam.roleArn' \
    'tmctl/create/target/awskinesis --auth.iam.serviceAccount' \
    'tmctl/create/target/awskinesis --auth.iamRole' \
    'tmctl/create/target/awskinesis --auth.iamrole' \
    'tmctl/create/target/awskinesis --port' \
    'tmctl/create/target/awskinesis -f' \
    'tmctl/create/target/awskinesis --from' \
    'tmctl/create/target/awskinesis --context' \
    'tmctl/create/target/awskinesis --color' \
    'tmctl/send --target' \
    'tmctl/send --eventType' \
    'tmctl/send --type' \
    'tmctl/send --source' \
    'tmctl/send --subject' \
    'tmctl/send --id' \
    'tmctl/send --time' \
    'tmctl/send --dataschema' \
    'tmctl/send --datacontenttype' \
    'tmctl/send --extension' \
    'tmctl/send -f' \
    'tmctl/send --file' \
    'tmctl/send -o' \
    'tmctl/send --output' \
    'tmctl/send --failed' \
    'tmctl/send --resume' \
    'tmctl/send --rate' \
    'tmctl/send --timeout' \
    'tmctl/send --max-in-flight' \
    'tmctl/send --arn' \
    'tmctl/send --partition' \
    'tmctl/send --partition-from' \
    'tmctl/send --ordered' \
    'tmctl/send --discardCloudEventContext' \
    'tmctl/send --full-cloudevent' \
    'tmctl/send --endpoint' \
    'tmctl/send --auth.credentials.accessKeyID' \
    'tmctl/send --auth.credentials.secretAccessKey' \
    'tmctl/send --auth.credentials.sessionToken' \
    'tmctl/send --auth.credentials.assumeIamRole' \
    'tmctl/send --auth.iam.roleArn' \
    'tmctl/send --auth.iam.serviceAccount' \
    'tmctl/send --auth.iamRole' \
    'tmctl/send --auth.iamrole' \
    'tmctl/send --context' \
    'tmctl/send --color' \
    'tmctl/describe -o' \
    'tmctl/describe --output' \
    'tmctl/describe --context' \
    'tmctl/describe --color' \
    'tmctl/watch --context' \
    'tmctl/watch --from' \
    'tmctl/watch --max' \
    'tmctl/watch --idle' \
    'tmctl/watch -o' \
    'tmctl/watch --output' \
    'tmctl/watch --color' \
    'tmctl/start --context' \
    'tmctl/start --color' \
    'tmctl/stop --context' \
    'tmctl/stop --color' \
    'tmctl/restart --context' \
    'tmctl/restart --color' \
    'tmctl/logs --context' \
    'tmctl/logs -n' \
    'tmctl/logs --tail' \
    'tmctl/logs --color' \
    'tmctl/delete --color' \
    'tmctl/delete/target --context' \
    'tmctl/delete/target --color' \
    'tmctl/import -f' \
    'tmctl/import --from' \
    'tmctl/import --context' \
    'tmctl/import --color' \
    'tmctl/dump -p' \
    'tmctl/dump --platform' \
    'tmctl/dump -o' \
    'tmctl/dump --output' \
    'tmctl/dump --namespace' \
    'tmctl/dump --image' \
    'tmctl/dump --env-file' \
    'tmctl/dump --context' \
    'tmctl/dump --color' \
    'tmctl/crd --color' \
    'tmctl/local --color' \
    'tmctl/local/start --port' \
    'tmctl/local/start --color' \
    'tmctl/local/stop --color' \
    'tmctl/local/status -o' \
    'tmctl/local/status --output' \
    'tmctl/local/status --color' \
    'tmctl/local/reset --color' \
    'tmctl/local/run --port' \
    'tmctl/local/run --data' \
    'tmctl/local/run --color' \
    'tmctl/config --color' \
    'tmctl/config/get --color' \
    'tmctl/config/set --color' \
    'tmctl/config/unset --color' \
    'tmctl/config/list --context' \
    'tmctl/config/list --color' \
    'tmctl/adapter --tls-cert' \
    'tmctl/adapter --tls-key' \
    'tmctl/adapter --token-file' \
    'tmctl/adapter --color' \
    'tmctl/completion --color' \
    'tmctl/help --color' \
    'tmctl/version -o' \
    'tmctl/version --output' \
    'tmctl/version --color'
set -g __tmctl_optional \
    'tmctl/create/target/awskinesis --ordered' \
    'tmctl/create/target/awskinesis --discardCloudEventContext' \
    'tmctl/create/target/awskinesis --full-cloudevent' \
    'tmctl/create/target/awskinesis --auth.credentials.accessKeyID' \
    'tmctl/create/target/awskinesis --auth.credentials.secretAccessKey' \
    'tmctl/create/target/awskinesis --auth.credentials.sessionToken' \
    'tmctl/send --ordered' \
    'tmctl/send --discardCloudEventContext' \
    'tmctl/send --full-cloudevent' \
    'tmctl/send --auth.credentials.accessKeyID' \
    'tmctl/send --auth.credentials.secretAccessKey' \
    'tmctl/send --auth.credentials.sessionToken'

# Goes from the current command to the subcommand of that name, if there is one.
function __tmctl_enter
    switch $__tmctl_path/$argv[1]
        case tmctl/create
            set __tmctl_path tmctl/create
        case tmctl/send tmctl/send-event
            set __tmctl_path tmctl/send
        case tmctl/describe
            set __tmctl_path tmctl/describe
        case tmctl/watch
            set __tmctl_path tmctl/watch
        case tmctl/start
            set __tmctl_path tmctl/start
        case tmctl/stop
            set __tmctl_path tmctl/stop
        case tmctl/restart
            set __tmctl_path tmctl/restart
        case tmctl/logs
            set __tmctl_path tmctl/logs
        case tmctl/delete
            set __tmctl_path tmctl/delete
        case tmctl/import
            set __tmctl_path tmctl/import
        case tmctl/dump
            set __tmctl_path tmctl/dump
        case tmctl/crd
            set __tmctl_path tmctl/crd
        case tmctl/local
            set __tmctl_path tmctl/local
        case tmctl/config
            set __tmctl_path tmctl/config
        case tmctl/adapter
            set __tmctl_path tmctl/adapter
        case tmctl/completion
            set __tmctl_path tmctl/completion
        case tmctl/help
            set __tmctl_path tmctl/help
        case tmctl/version
            set __tmctl_path tmctl/version
        case tmctl/create/target
            set __tmctl_path tmctl/create/target
        case tmctl/create/target/awskinesis tmctl/create/target/AWSKinesis tmctl/create/target/awskinesistarget tmctl/create/target/AWSKinesisTarget
            set __tmctl_path tmctl/create/target/awskinesis
        case tmctl/delete/target
            set __tmctl_path tmctl/delete/target
        case tmctl/local/start
            set __tmctl_path tmctl/local/start
        case tmctl/local/stop
            set __tmctl_path tmctl/local/stop
        case tmctl/local/status
            set __tmctl_path tmctl/local/status
        case tmctl/local/reset
            set __tmctl_path tmctl/local/reset
        case tmctl/local/run
            set __tmctl_path tmctl/local/run
        case tmctl/config/get
            set __tmctl_path tmctl/config/get
        case tmctl/config/set
            set __tmctl_path tmctl/config/set
        case tmctl/config/unset
            set __tmctl_path tmctl/config/unset
        case tmctl/config/list
            set __tmctl_path tmctl/config/list
        case '*'
            return 1
    end
    # set leaves the status of what ran before
    return 0
end

# Finds out where on the line the cursor is; every condition below asks for that, so it is kept for a line.
function __tmctl_look
    set -l line (commandline -pc | string collect)
    test "$line" = "$__tmctl_line" && return
    set -g __tmctl_line $line
    set -g __tmctl_path tmctl
    set -g __tmctl_given
    set -g __tmctl_pending
    set -l ended
    set -l tokens (commandline -opc)
    set -e tokens[1]
    for token in $tokens
        if test -n "$__tmctl_pending"
            set -l option "$__tmctl_path $__tmctl_pending"
            set __tmctl_pending
            if not contains -- $option $__tmctl_optional || not string match -q -- '-*' $token
                continue
            end
        end
        if test -n "$ended"
            set -a __tmctl_given $token
        else if test "$token" = --
            set ended yes
        else if string match -q -- '-?*' $token
            contains -- "$__tmctl_path $token" $__tmctl_valued && set __tmctl_pending $token
        else
            __tmctl_enter $token || set -a __tmctl_given $token
        end
    end
end

# Whether the cursor is among the arguments of this command.
function __tmctl_at
    __tmctl_look
    test $__tmctl_path = $argv[1]
end

# The same, and no argument but options was given yet.
function __tmctl_first
    __tmctl_at $argv[1] && test (count $__tmctl_given) -eq 0
end

# The same, and one argument was given.
function __tmctl_second
    __tmctl_at $argv[1] && test (count $__tmctl_given) -eq 1
end

# The same, and what is typed begins none of these names.
function __tmctl_other
    __tmctl_first $argv[1] && not string match -q -- (commandline -ct)'*' $argv[2..-1]
end

# Whether the word before the cursor is this option of this command.
function __tmctl_after
    __tmctl_at $argv[1] && contains -- "$__tmctl_pending" $argv[2..-1]
end

function __tmctl_home
    if test -n "$TMCTL_HOME"
        echo $TMCTL_HOME
    else
        echo $HOME/.triggermesh/cli
    end
end

function __tmctl_stored
    set -l context
    if test $argv[1] != context
        set -l next
        for token in (commandline -op)
            if test -n "$next"
                set context $token
                set next
            else if test "$token" = --context
                set next yes
            else if string match -q -- '--context=*' $token
                set context (string replace -- --context= '' $token)
            end
        end
    end
    LC_ALL=C command awk '
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
    ' (__tmctl_home) "$context" $argv[1] 2>/dev/null
end

function __tmctl_targets
    __tmctl_look
    for line in (__tmctl_stored names)
        # a target that is on the line already is not offered again
        contains -- (string replace -r '\t.*' '' -- $line) $__tmctl_given || echo $line
    end
end

function __tmctl_contexts
    __tmctl_stored context
    for folder in (__tmctl_home)/*/
        # only what can be the name of a context
        string match -r -- '^[a-z0-9][a-z0-9-]*$' (string replace -r '.*/(.+)/$' '$1' -- $folder)
    end
end

function __tmctl_arns
    set -l typed (string replace -r '^--arn=' '' -- (commandline -ct))
    __tmctl_stored arns
    switch $typed
        case 'arn:*:kinesis:*:*:*'
            echo (string replace -r ':[^:]*$' '' -- $typed):stream/
        case 'arn:*:kinesis:*:*'
        case 'arn:aws:kinesis:*'
            printf 'arn:aws:kinesis:%s:\t%s\n' af-south-1 'Africa (Cape Town)' ap-east-1 'Asia Pacific (Hong Kong)' ap-east-2 'Asia Pacific (Taipei)' ap-northeast-1 'Asia Pacific (Tokyo)' ap-northeast-2 'Asia Pacific (Seoul)' ap-northeast-3 'Asia Pacific (Osaka)' ap-south-1 'Asia Pacific (Mumbai)' ap-south-2 'Asia Pacific (Hyderabad)' ap-southeast-1 'Asia Pacific (Singapore)' ap-southeast-2 'Asia Pacific (Sydney)' ap-southeast-3 'Asia Pacific (Jakarta)' ap-southeast-4 'Asia Pacific (Melbourne)' ap-southeast-5 'Asia Pacific (Malaysia)' ap-southeast-6 'Asia Pacific (New Zealand)' ap-southeast-7 'Asia Pacific (Thailand)' ca-central-1 'Canada (Central)' ca-west-1 'Canada West (Calgary)' eu-central-1 'Europe (Frankfurt)' eu-central-2 'Europe (Zurich)' eu-north-1 'Europe (Stockholm)' eu-south-1 'Europe (Milan)' eu-south-2 'Europe (Spain)' eu-west-1 'Europe (Ireland)' eu-west-2 'Europe (London)' eu-west-3 'Europe (Paris)' il-central-1 'Israel (Tel Aviv)' me-central-1 'Middle East (UAE)' me-south-1 'Middle East (Bahrain)' mx-central-1 'Mexico (Central)' sa-east-1 'South America (Sao Paulo)' us-east-1 'US East (N. Virginia)' us-east-2 'US East (Ohio)' us-west-1 'US West (N. California)' us-west-2 'US West (Oregon)'
        case 'arn:aws-cn:kinesis:*'
            printf 'arn:aws-cn:kinesis:%s:\t%s\n' cn-north-1 'China (Beijing)' cn-northwest-1 'China (Ningxia)'
        case 'arn:aws-eusc:kinesis:*'
            printf 'arn:aws-eusc:kinesis:%s:\t%s\n' eusc-de-east-1 'AWS European Sovereign Cloud (Germany)'
        case 'arn:aws-iso:kinesis:*'
            printf 'arn:aws-iso:kinesis:%s:\t%s\n' us-iso-east-1 'US ISO East' us-iso-west-1 'US ISO WEST'
        case 'arn:aws-iso-b:kinesis:*'
            printf 'arn:aws-iso-b:kinesis:%s:\t%s\n' us-isob-east-1 'US ISOB East (Ohio)' us-isob-west-1 'US ISOB West'
        case 'arn:aws-iso-e:kinesis:*'
            printf 'arn:aws-iso-e:kinesis:%s:\t%s\n' eu-isoe-west-1 'EU ISOE West'
        case 'arn:aws-iso-f:kinesis:*'
            printf 'arn:aws-iso-f:kinesis:%s:\t%s\n' us-isof-east-1 'US ISOF EAST' us-isof-south-1 'US ISOF SOUTH'
        case 'arn:aws-us-gov:kinesis:*'
            printf 'arn:aws-us-gov:kinesis:%s:\t%s\n' us-gov-east-1 'AWS GovCloud (US-East)' us-gov-west-1 'AWS GovCloud (US-West)'
        case '*'
            printf '%s\n' arn:aws:kinesis: arn:aws-cn:kinesis: arn:aws-eusc:kinesis: arn:aws-iso:kinesis: arn:aws-iso-b:kinesis: arn:aws-iso-e:kinesis: arn:aws-iso-f:kinesis: arn:aws-us-gov:kinesis:
    end
end

# The values of the setting that was given.
function __tmctl_setting
    __tmctl_look
    switch $__tmctl_given[1]
        case context
            __tmctl_contexts
        case output
            printf '%s\n' human wide json yaml name
        case color
            printf '%s\n' auto always never
    end
end

# What help explains: commands and topics, then the commands below the given ones.
function __tmctl_explained
    __tmctl_look
    switch (string join / tmctl $__tmctl_given)
        case tmctl
            printf '%s\t%s\n' create 'Create or update a target' \
                send 'Send events through a target\'s adapter, or straight to Kinesis, and print the result events' \
                describe 'Show the targets of the context, or all that is known of one' \
                watch 'Print the records of a target\'s stream as they come, from every shard, until interrupted' \
                start 'Start the adapter of a target' \
                stop 'Stop the adapter of a target after it has finished the events in flight' \
                restart 'Stop and start the adapter of a target; its URL stays' \
                logs 'Show the log of a target\'s adapter: one JSON object per line' \
                delete 'Delete targets' \
                import 'Store the targets of Kubernetes manifests, all of them or none' \
                dump 'Print targets as something to run elsewhere, secrets included' \
                crd 'Print the CustomResourceDefinition of AWSKinesisTarget' \
                local 'The embedded local Kinesis, for development and CI' \
                config 'Read and write settings' \
                adapter 'Run an adapter in the foreground, configured by the environment as TriggerMesh\'s container is' \
                completion 'Print the script that completes tmctl\'s commands, options and names in a shell' \
                help 'Show the help of a command, or explain a topic' \
                version 'Show the version of this tool and of its Java' \
                exit-codes 'what the exit codes mean' \
                environment 'environment variables that matter' \
                authentication 'how targets get AWS credentials' \
                formatting 'output formats, colours and streams'
        case tmctl/create
            printf '%s\t%s\n' target 'Create or update a target of a kind'
        case tmctl/create/target
            printf '%s\t%s\n' awskinesis 'Create or update an Amazon Kinesis target and start its adapter'
        case tmctl/delete
            printf '%s\t%s\n' target 'Stop the adapters of targets and delete the targets with their Secrets'
        case tmctl/local
            printf '%s\t%s\n' start 'Start the local Kinesis' \
                stop 'Stop the local Kinesis; its streams and records are kept' \
                status 'Say whether the local Kinesis runs, and where' \
                reset 'Delete every stream and record of the local Kinesis' \
                run 'Run the local Kinesis in the foreground, for example in a CI job'
        case tmctl/config
            printf '%s\t%s\n' get 'Print what holds for a setting' \
                set 'Write a setting to the file' \
                unset 'Remove a setting from the file' \
                list 'Show every setting'
    end
end

# Of a secret itself nothing is known here, and nothing shall be.
function __tmctl_secret
    set -l typed (string replace -r -- '^--[^=]*=' '' (commandline -ct))
    if string match -q -- '@*' $typed
        for file in (complete -C "'' "(string sub -s 2 -- $typed))
            echo @(string replace -r '\t.*' '' -- $file)
        end
    else if test -z "$typed"
        printf '@\tfollowed by the name of a file\n'
    end
end

complete -c tmctl -e
complete -c tmctl -f

# tmctl
complete -c tmctl -n '__tmctl_first tmctl' -a create -d 'Create or update a target'
complete -c tmctl -n '__tmctl_first tmctl' -a send -d 'Send events through a target\'s adapter, or straight to Kinesis, and print the result events'
complete -c tmctl -n '__tmctl_other tmctl create send describe watch start stop restart logs delete import dump crd local config adapter completion help version' -a send-event -d 'another name of send'
complete -c tmctl -n '__tmctl_first tmctl' -a describe -d 'Show the targets of the context, or all that is known of one'
complete -c tmctl -n '__tmctl_first tmctl' -a watch -d 'Print the records of a target\'s stream as they come, from every shard, until interrupted'
complete -c tmctl -n '__tmctl_first tmctl' -a start -d 'Start the adapter of a target'
complete -c tmctl -n '__tmctl_first tmctl' -a stop -d 'Stop the adapter of a target after it has finished the events in flight'
complete -c tmctl -n '__tmctl_first tmctl' -a restart -d 'Stop and start the adapter of a target; its URL stays'
complete -c tmctl -n '__tmctl_first tmctl' -a logs -d 'Show the log of a target\'s adapter: one JSON object per line'
complete -c tmctl -n '__tmctl_first tmctl' -a delete -d 'Delete targets'
complete -c tmctl -n '__tmctl_first tmctl' -a import -d 'Store the targets of Kubernetes manifests, all of them or none'
complete -c tmctl -n '__tmctl_first tmctl' -a dump -d 'Print targets as something to run elsewhere, secrets included'
complete -c tmctl -n '__tmctl_first tmctl' -a crd -d 'Print the CustomResourceDefinition of AWSKinesisTarget'
complete -c tmctl -n '__tmctl_first tmctl' -a local -d 'The embedded local Kinesis, for development and CI'
complete -c tmctl -n '__tmctl_first tmctl' -a config -d 'Read and write settings'
complete -c tmctl -n '__tmctl_first tmctl' -a adapter -d 'Run an adapter in the foreground, configured by the environment as TriggerMesh\'s container is'
complete -c tmctl -n '__tmctl_first tmctl' -a completion -d 'Print the script that completes tmctl\'s commands, options and names in a shell'
complete -c tmctl -n '__tmctl_first tmctl' -a help -d 'Show the help of a command, or explain a topic'
complete -c tmctl -n '__tmctl_first tmctl' -a version -d 'Show the version of this tool and of its Java'
complete -c tmctl -n '__tmctl_at tmctl' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl' -s h -l help -d 'Show this help and exit'
complete -c tmctl -n '__tmctl_at tmctl' -l context -r -f -a '(__tmctl_contexts)' -d 'The context whose targets are meant, for every command that works on targets'
complete -c tmctl -n '__tmctl_at tmctl' -l version -d 'Show the version and exit'

# tmctl create
complete -c tmctl -n '__tmctl_first tmctl/create' -a target -d 'Create or update a target of a kind'
complete -c tmctl -n '__tmctl_at tmctl/create' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/create' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/create' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/create' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/create' -s h -l help -d 'Show this help and exit'

# tmctl create target
complete -c tmctl -n '__tmctl_first tmctl/create/target' -a awskinesis -d 'Create or update an Amazon Kinesis target and start its adapter'
complete -c tmctl -n '__tmctl_other tmctl/create/target awskinesis' -a AWSKinesis -d 'another name of awskinesis'
complete -c tmctl -n '__tmctl_other tmctl/create/target awskinesis' -a awskinesistarget -d 'another name of awskinesis'
complete -c tmctl -n '__tmctl_other tmctl/create/target awskinesis' -a AWSKinesisTarget -d 'another name of awskinesis'
complete -c tmctl -n '__tmctl_at tmctl/create/target' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/create/target' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/create/target' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/create/target' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/create/target' -s h -l help -d 'Show this help and exit'

# tmctl create target awskinesis
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l name -r -f -d 'The target\'s name (default: CONTEXT-awskinesistarget)'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l arn -r -f -a '(__tmctl_arns)' -d 'The Kinesis data stream, of any AWS partition'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l partition -r -f -d 'Partition key of every record, 1 to 256 characters'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l partition-from -r -f -a 'partitionkey subject source type id extension: data:/ random' -d 'Take each record\'s partition key from its event: partitionkey, subject, source, type, id, extension:NAME, data:/JSON/POINTER or random'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l ordered -f -a 'true false' -d 'Keep strict order per partition key, one record of a key at a time (default: false)'
complete -c tmctl -n '__tmctl_after tmctl/create/target/awskinesis --ordered' -f -a 'true false'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l discardCloudEventContext -f -a 'true false' -d 'Whether a record holds the event\'s data alone (default: true)'
complete -c tmctl -n '__tmctl_after tmctl/create/target/awskinesis --discardCloudEventContext' -f -a 'true false'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l full-cloudevent -f -a 'true false' -d 'Whether a record holds the whole CloudEvent as JSON (default: false)'
complete -c tmctl -n '__tmctl_after tmctl/create/target/awskinesis --full-cloudevent' -f -a 'true false'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l endpoint -r -f -d 'Where Kinesis is reached instead of AWS\' own endpoint'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l auth.credentials.accessKeyID -f -a '(__tmctl_secret)' -d 'Access key ID: @FILE, - (a line of standard input), or without a value to be asked'
complete -c tmctl -n '__tmctl_after tmctl/create/target/awskinesis --auth.credentials.accessKeyID' -f -a '(__tmctl_secret)'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l auth.credentials.secretAccessKey -f -a '(__tmctl_secret)' -d 'Secret access key, given in the same ways'
complete -c tmctl -n '__tmctl_after tmctl/create/target/awskinesis --auth.credentials.secretAccessKey' -f -a '(__tmctl_secret)'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l auth.credentials.sessionToken -f -a '(__tmctl_secret)' -d 'Session token of temporary keys, given in the same ways'
complete -c tmctl -n '__tmctl_after tmctl/create/target/awskinesis --auth.credentials.sessionToken' -f -a '(__tmctl_secret)'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l auth.credentials.assumeIamRole -r -f -d 'Role to assume with the keys, through AWS STS'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l auth.iam.roleArn -r -f -d 'Role of the pod on EKS'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l auth.iam.serviceAccount -r -f -d 'Service account of the pod on EKS'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l auth.iamRole -l auth.iamrole -r -f -d 'Deprecated: --auth.iam.roleArn'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l local -d 'Use the embedded local Kinesis: no ARN, no credentials, no AWS'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l port -r -f -d 'The adapter\'s port on 127.0.0.1 (default: a free one, kept)'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l no-start -d 'Store the target without starting its adapter'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -s f -l from -r -F -d 'Read Secret and AWSKinesisTarget from a manifest; options win over it'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l context -r -f -a '(__tmctl_contexts)' -d 'The context whose targets are meant (default: the one in config.yaml, else "default")'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/create/target/awskinesis' -s h -l help -d 'Show this help and exit'

# tmctl send
complete -c tmctl -n '__tmctl_at tmctl/send' -l target -r -f -a '(__tmctl_targets)' -d 'The target (default: the only one)'
complete -c tmctl -n '__tmctl_at tmctl/send' -l eventType -l type -r -f -d 'The type (default: triggermesh-local-event)'
complete -c tmctl -n '__tmctl_at tmctl/send' -l source -r -f -d 'The source (default: triggermesh-cli)'
complete -c tmctl -n '__tmctl_at tmctl/send' -l subject -r -f -d 'The subject'
complete -c tmctl -n '__tmctl_at tmctl/send' -l id -r -f -d 'The id (default: a random UUID)'
complete -c tmctl -n '__tmctl_at tmctl/send' -l time -r -f -d 'The time, RFC 3339 (default: now)'
complete -c tmctl -n '__tmctl_at tmctl/send' -l dataschema -r -f -d 'The schema of the data'
complete -c tmctl -n '__tmctl_at tmctl/send' -l datacontenttype -r -f -d 'The data\'s media type (default: application/json for JSON, else text/plain)'
complete -c tmctl -n '__tmctl_at tmctl/send' -l extension -r -f -d 'An extension attribute; may be repeated'
complete -c tmctl -n '__tmctl_at tmctl/send' -s f -l file -r -F -d 'Send many: a JSON array, CloudEvents or data one per line, or one CloudEvent'
complete -c tmctl -n '__tmctl_at tmctl/send' -s o -l output -r -f -a 'pretty json yaml name none' -d 'The format of the result events (default: pretty)'
complete -c tmctl -n '__tmctl_at tmctl/send' -l dry-run -d 'Print the events instead of sending them; no network is used'
complete -c tmctl -n '__tmctl_at tmctl/send' -l failed -r -F -d 'With -f: add events that are not stored to FILE, with the reason; it can be sent again'
complete -c tmctl -n '__tmctl_at tmctl/send' -l resume -r -F -d 'With -f: keep a journal in FILE, and go on where an earlier run of the same input ended'
complete -c tmctl -n '__tmctl_at tmctl/send' -l rate -r -f -d 'With -f: at most so many events a second'
complete -c tmctl -n '__tmctl_at tmctl/send' -l stats -d 'With -f: show requests, retries, latency and shards at the end'
complete -c tmctl -n '__tmctl_at tmctl/send' -l direct -d 'Send straight to Kinesis, without an adapter'
complete -c tmctl -n '__tmctl_at tmctl/send' -l timeout -r -f -d 'How long an event is tried: seconds, or 500ms, 30s, 5m, 1h, or unlimited (default: 30s)'
complete -c tmctl -n '__tmctl_at tmctl/send' -l max-in-flight -r -f -d 'With -f: how many requests may be under way (default: 16, through the adapter 4)'
complete -c tmctl -n '__tmctl_at tmctl/send' -l arn -r -f -a '(__tmctl_arns)' -d 'The Kinesis data stream, of any AWS partition'
complete -c tmctl -n '__tmctl_at tmctl/send' -l partition -r -f -d 'Partition key of every record, 1 to 256 characters'
complete -c tmctl -n '__tmctl_at tmctl/send' -l partition-from -r -f -a 'partitionkey subject source type id extension: data:/ random' -d 'Take each record\'s partition key from its event: partitionkey, subject, source, type, id, extension:NAME, data:/JSON/POINTER or random'
complete -c tmctl -n '__tmctl_at tmctl/send' -l ordered -f -a 'true false' -d 'Keep strict order per partition key, one record of a key at a time (default: false)'
complete -c tmctl -n '__tmctl_after tmctl/send --ordered' -f -a 'true false'
complete -c tmctl -n '__tmctl_at tmctl/send' -l discardCloudEventContext -f -a 'true false' -d 'Whether a record holds the event\'s data alone (default: true)'
complete -c tmctl -n '__tmctl_after tmctl/send --discardCloudEventContext' -f -a 'true false'
complete -c tmctl -n '__tmctl_at tmctl/send' -l full-cloudevent -f -a 'true false' -d 'Whether a record holds the whole CloudEvent as JSON (default: false)'
complete -c tmctl -n '__tmctl_after tmctl/send --full-cloudevent' -f -a 'true false'
complete -c tmctl -n '__tmctl_at tmctl/send' -l endpoint -r -f -d 'Where Kinesis is reached instead of AWS\' own endpoint'
complete -c tmctl -n '__tmctl_at tmctl/send' -l auth.credentials.accessKeyID -f -a '(__tmctl_secret)' -d 'Access key ID: @FILE, - (a line of standard input), or without a value to be asked'
complete -c tmctl -n '__tmctl_after tmctl/send --auth.credentials.accessKeyID' -f -a '(__tmctl_secret)'
complete -c tmctl -n '__tmctl_at tmctl/send' -l auth.credentials.secretAccessKey -f -a '(__tmctl_secret)' -d 'Secret access key, given in the same ways'
complete -c tmctl -n '__tmctl_after tmctl/send --auth.credentials.secretAccessKey' -f -a '(__tmctl_secret)'
complete -c tmctl -n '__tmctl_at tmctl/send' -l auth.credentials.sessionToken -f -a '(__tmctl_secret)' -d 'Session token of temporary keys, given in the same ways'
complete -c tmctl -n '__tmctl_after tmctl/send --auth.credentials.sessionToken' -f -a '(__tmctl_secret)'
complete -c tmctl -n '__tmctl_at tmctl/send' -l auth.credentials.assumeIamRole -r -f -d 'Role to assume with the keys, through AWS STS'
complete -c tmctl -n '__tmctl_at tmctl/send' -l auth.iam.roleArn -r -f -d 'Role of the pod on EKS'
complete -c tmctl -n '__tmctl_at tmctl/send' -l auth.iam.serviceAccount -r -f -d 'Service account of the pod on EKS'
complete -c tmctl -n '__tmctl_at tmctl/send' -l auth.iamRole -l auth.iamrole -r -f -d 'Deprecated: --auth.iam.roleArn'
complete -c tmctl -n '__tmctl_at tmctl/send' -l context -r -f -a '(__tmctl_contexts)' -d 'The context whose targets are meant (default: the one in config.yaml, else "default")'
complete -c tmctl -n '__tmctl_at tmctl/send' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/send' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/send' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/send' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/send' -s h -l help -d 'Show this help and exit'

# tmctl describe
complete -c tmctl -n '__tmctl_at tmctl/describe' -s o -l output -r -f -a 'table wide json yaml' -d 'The format (default: table)'
complete -c tmctl -n '__tmctl_at tmctl/describe' -l context -r -f -a '(__tmctl_contexts)' -d 'The context whose targets are meant (default: the one in config.yaml, else "default")'
complete -c tmctl -n '__tmctl_at tmctl/describe' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/describe' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/describe' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/describe' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/describe' -s h -l help -d 'Show this help and exit'
complete -c tmctl -n '__tmctl_first tmctl/describe' -f -a '(__tmctl_targets)'

# tmctl watch
complete -c tmctl -n '__tmctl_at tmctl/watch' -l context -r -f -a '(__tmctl_contexts)' -d 'The context whose targets are meant (default: the one in config.yaml, else "default")'
complete -c tmctl -n '__tmctl_at tmctl/watch' -l from -r -f -a 'latest beginning' -d 'Where to begin; TIME is RFC 3339 (default: latest)'
complete -c tmctl -n '__tmctl_at tmctl/watch' -l max -r -f -d 'End after N records'
complete -c tmctl -n '__tmctl_at tmctl/watch' -l idle -r -f -d 'End when no record came for so long'
complete -c tmctl -n '__tmctl_at tmctl/watch' -s o -l output -r -f -a 'pretty json yaml name none' -d 'The format (default: pretty)'
complete -c tmctl -n '__tmctl_at tmctl/watch' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/watch' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/watch' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/watch' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/watch' -s h -l help -d 'Show this help and exit'
complete -c tmctl -n '__tmctl_first tmctl/watch' -f -a '(__tmctl_targets)'

# tmctl start
complete -c tmctl -n '__tmctl_at tmctl/start' -l context -r -f -a '(__tmctl_contexts)' -d 'The context whose targets are meant (default: the one in config.yaml, else "default")'
complete -c tmctl -n '__tmctl_at tmctl/start' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/start' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/start' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/start' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/start' -s h -l help -d 'Show this help and exit'
complete -c tmctl -n '__tmctl_first tmctl/start' -f -a '(__tmctl_targets)'

# tmctl stop
complete -c tmctl -n '__tmctl_at tmctl/stop' -l context -r -f -a '(__tmctl_contexts)' -d 'The context whose targets are meant (default: the one in config.yaml, else "default")'
complete -c tmctl -n '__tmctl_at tmctl/stop' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/stop' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/stop' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/stop' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/stop' -s h -l help -d 'Show this help and exit'
complete -c tmctl -n '__tmctl_first tmctl/stop' -f -a '(__tmctl_targets)'

# tmctl restart
complete -c tmctl -n '__tmctl_at tmctl/restart' -l context -r -f -a '(__tmctl_contexts)' -d 'The context whose targets are meant (default: the one in config.yaml, else "default")'
complete -c tmctl -n '__tmctl_at tmctl/restart' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/restart' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/restart' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/restart' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/restart' -s h -l help -d 'Show this help and exit'
complete -c tmctl -n '__tmctl_first tmctl/restart' -f -a '(__tmctl_targets)'

# tmctl logs
complete -c tmctl -n '__tmctl_at tmctl/logs' -l context -r -f -a '(__tmctl_contexts)' -d 'The context whose targets are meant (default: the one in config.yaml, else "default")'
complete -c tmctl -n '__tmctl_at tmctl/logs' -s f -l follow -d 'Go on with new lines until interrupted'
complete -c tmctl -n '__tmctl_at tmctl/logs' -s n -l tail -r -f -d 'Start with the last lines (default: 1000)'
complete -c tmctl -n '__tmctl_at tmctl/logs' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/logs' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/logs' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/logs' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/logs' -s h -l help -d 'Show this help and exit'
complete -c tmctl -n '__tmctl_first tmctl/logs' -f -a '(__tmctl_targets)'

# tmctl delete
complete -c tmctl -n '__tmctl_first tmctl/delete' -a target -d 'Stop the adapters of targets and delete the targets with their Secrets'
complete -c tmctl -n '__tmctl_at tmctl/delete' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/delete' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/delete' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/delete' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/delete' -s h -l help -d 'Show this help and exit'

# tmctl delete target
complete -c tmctl -n '__tmctl_at tmctl/delete/target' -s y -l yes -d 'Do not ask; off a terminal nothing is asked anyway'
complete -c tmctl -n '__tmctl_at tmctl/delete/target' -l context -r -f -a '(__tmctl_contexts)' -d 'The context whose targets are meant (default: the one in config.yaml, else "default")'
complete -c tmctl -n '__tmctl_at tmctl/delete/target' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/delete/target' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/delete/target' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/delete/target' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/delete/target' -s h -l help -d 'Show this help and exit'
complete -c tmctl -n '__tmctl_at tmctl/delete/target' -f -a '(__tmctl_targets)'

# tmctl import
complete -c tmctl -n '__tmctl_at tmctl/import' -s f -l from -r -F -d 'Where the manifests are; may be given more than once'
complete -c tmctl -n '__tmctl_at tmctl/import' -l dry-run -d 'Check everything and say what would be done'
complete -c tmctl -n '__tmctl_at tmctl/import' -l context -r -f -a '(__tmctl_contexts)' -d 'The context whose targets are meant (default: the one in config.yaml, else "default")'
complete -c tmctl -n '__tmctl_at tmctl/import' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/import' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/import' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/import' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/import' -s h -l help -d 'Show this help and exit'

# tmctl dump
complete -c tmctl -n '__tmctl_at tmctl/dump' -s p -l platform -r -f -a 'kubernetes knative deployment docker-compose' -d 'Where they are to run (default: kubernetes)'
complete -c tmctl -n '__tmctl_at tmctl/dump' -s o -l output -r -f -a 'yaml json' -d 'The format (default: yaml)'
complete -c tmctl -n '__tmctl_at tmctl/dump' -l no-secrets -d 'Print <user_input> instead of each key and each value of adapterOverrides.env but ports; tmctl import asks for them'
complete -c tmctl -n '__tmctl_at tmctl/dump' -l namespace -r -f -d 'The namespace of the objects (default: none, kubectl\'s is used)'
complete -c tmctl -n '__tmctl_at tmctl/dump' -l image -r -f -d 'The adapter\'s container image (default: tmctl-adapter:VERSION)'
complete -c tmctl -n '__tmctl_at tmctl/dump' -l env-file -r -F -d 'Write the keys for docker-compose to this file, with mode 0600; lines that were added to one stay'
complete -c tmctl -n '__tmctl_at tmctl/dump' -l context -r -f -a '(__tmctl_contexts)' -d 'The context whose targets are meant (default: the one in config.yaml, else "default")'
complete -c tmctl -n '__tmctl_at tmctl/dump' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/dump' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/dump' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/dump' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/dump' -s h -l help -d 'Show this help and exit'
complete -c tmctl -n '__tmctl_at tmctl/dump' -f -a '(__tmctl_targets)'

# tmctl crd
complete -c tmctl -n '__tmctl_at tmctl/crd' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/crd' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/crd' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/crd' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/crd' -s h -l help -d 'Show this help and exit'

# tmctl local
complete -c tmctl -n '__tmctl_first tmctl/local' -a start -d 'Start the local Kinesis'
complete -c tmctl -n '__tmctl_first tmctl/local' -a stop -d 'Stop the local Kinesis; its streams and records are kept'
complete -c tmctl -n '__tmctl_first tmctl/local' -a status -d 'Say whether the local Kinesis runs, and where'
complete -c tmctl -n '__tmctl_first tmctl/local' -a reset -d 'Delete every stream and record of the local Kinesis'
complete -c tmctl -n '__tmctl_first tmctl/local' -a run -d 'Run the local Kinesis in the foreground, for example in a CI job'
complete -c tmctl -n '__tmctl_at tmctl/local' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/local' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/local' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/local' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/local' -s h -l help -d 'Show this help and exit'

# tmctl local start
complete -c tmctl -n '__tmctl_at tmctl/local/start' -l port -r -f -d 'The port on 127.0.0.1 (default: a free one, kept)'
complete -c tmctl -n '__tmctl_at tmctl/local/start' -l enforce-limits -d 'Throttle as AWS does: 1,000 records and 1 MiB a second and shard'
complete -c tmctl -n '__tmctl_at tmctl/local/start' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/local/start' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/local/start' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/local/start' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/local/start' -s h -l help -d 'Show this help and exit'

# tmctl local stop
complete -c tmctl -n '__tmctl_at tmctl/local/stop' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/local/stop' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/local/stop' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/local/stop' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/local/stop' -s h -l help -d 'Show this help and exit'

# tmctl local status
complete -c tmctl -n '__tmctl_at tmctl/local/status' -s o -l output -r -f -a 'text json' -d 'The format (default: text)'
complete -c tmctl -n '__tmctl_at tmctl/local/status' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/local/status' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/local/status' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/local/status' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/local/status' -s h -l help -d 'Show this help and exit'

# tmctl local reset
complete -c tmctl -n '__tmctl_at tmctl/local/reset' -s y -l yes -d 'Do not ask; off a terminal nothing is asked anyway'
complete -c tmctl -n '__tmctl_at tmctl/local/reset' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/local/reset' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/local/reset' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/local/reset' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/local/reset' -s h -l help -d 'Show this help and exit'

# tmctl local run
complete -c tmctl -n '__tmctl_at tmctl/local/run' -l port -r -f -d 'The port on 127.0.0.1 (default: a free one)'
complete -c tmctl -n '__tmctl_at tmctl/local/run' -l enforce-limits -d 'Throttle as AWS does'
complete -c tmctl -n '__tmctl_at tmctl/local/run' -l data -r -f -a '(__fish_complete_directories)' -d 'Where records are kept (default: in the tool\'s home)'
complete -c tmctl -n '__tmctl_at tmctl/local/run' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/local/run' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/local/run' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/local/run' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/local/run' -s h -l help -d 'Show this help and exit'

# tmctl config
complete -c tmctl -n '__tmctl_first tmctl/config' -a get -d 'Print what holds for a setting'
complete -c tmctl -n '__tmctl_first tmctl/config' -a set -d 'Write a setting to the file'
complete -c tmctl -n '__tmctl_first tmctl/config' -a unset -d 'Remove a setting from the file'
complete -c tmctl -n '__tmctl_first tmctl/config' -a list -d 'Show every setting'
complete -c tmctl -n '__tmctl_at tmctl/config' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/config' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/config' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/config' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/config' -s h -l help -d 'Show this help and exit'

# tmctl config get
complete -c tmctl -n '__tmctl_at tmctl/config/get' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/config/get' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/config/get' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/config/get' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/config/get' -s h -l help -d 'Show this help and exit'
complete -c tmctl -n '__tmctl_first tmctl/config/get' -f -a 'context output color'

# tmctl config set
complete -c tmctl -n '__tmctl_at tmctl/config/set' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/config/set' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/config/set' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/config/set' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/config/set' -s h -l help -d 'Show this help and exit'
complete -c tmctl -n '__tmctl_first tmctl/config/set' -f -a 'context output color'
complete -c tmctl -n '__tmctl_second tmctl/config/set' -f -a '(__tmctl_setting)'

# tmctl config unset
complete -c tmctl -n '__tmctl_at tmctl/config/unset' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/config/unset' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/config/unset' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/config/unset' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/config/unset' -s h -l help -d 'Show this help and exit'
complete -c tmctl -n '__tmctl_first tmctl/config/unset' -f -a 'context output color'

# tmctl config list
complete -c tmctl -n '__tmctl_at tmctl/config/list' -l show-origin -d 'Say where each value comes from'
complete -c tmctl -n '__tmctl_at tmctl/config/list' -l context -r -f -a '(__tmctl_contexts)' -d 'The context whose targets are meant (default: the one in config.yaml, else "default")'
complete -c tmctl -n '__tmctl_at tmctl/config/list' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/config/list' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/config/list' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/config/list' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/config/list' -s h -l help -d 'Show this help and exit'

# tmctl adapter
complete -c tmctl -n '__tmctl_at tmctl/adapter' -l tls-cert -r -F -d 'PEM file of the certificate to show, read anew when it is replaced (TMCTL_ADAPTER_TLS_CERT)'
complete -c tmctl -n '__tmctl_at tmctl/adapter' -l tls-key -r -F -d 'PEM file of its private key (TMCTL_ADAPTER_TLS_KEY)'
complete -c tmctl -n '__tmctl_at tmctl/adapter' -l token-file -r -F -d 'Take events only with one of the bearer tokens in this file, one a line, read anew when it is replaced (TMCTL_ADAPTER_TOKEN_FILE)'
complete -c tmctl -n '__tmctl_at tmctl/adapter' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/adapter' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/adapter' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/adapter' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/adapter' -s h -l help -d 'Show this help and exit'

# tmctl completion
complete -c tmctl -n '__tmctl_at tmctl/completion' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/completion' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/completion' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/completion' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/completion' -s h -l help -d 'Show this help and exit'
complete -c tmctl -n '__tmctl_first tmctl/completion' -f -a 'bash zsh fish'

# tmctl help
complete -c tmctl -n '__tmctl_at tmctl/help' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/help' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/help' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/help' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/help' -s h -l help -d 'Show this help and exit'
complete -c tmctl -n '__tmctl_at tmctl/help' -f -a '(__tmctl_explained)'

# tmctl version
complete -c tmctl -n '__tmctl_at tmctl/version' -s o -l output -r -f -a 'text json' -d 'The format (default: text)'
complete -c tmctl -n '__tmctl_at tmctl/version' -s q -l quiet -d 'Print results, warnings and errors only'
complete -c tmctl -n '__tmctl_at tmctl/version' -s v -l verbose -d 'Also tell what is done: files, processes, credentials'
complete -c tmctl -n '__tmctl_at tmctl/version' -l debug -d 'Also show every HTTP call, and stack traces of internal errors'
complete -c tmctl -n '__tmctl_at tmctl/version' -l color -r -f -a 'auto always never' -d 'When to use colours (default: auto, on a terminal)'
complete -c tmctl -n '__tmctl_at tmctl/version' -s h -l help -d 'Show this help and exit'
