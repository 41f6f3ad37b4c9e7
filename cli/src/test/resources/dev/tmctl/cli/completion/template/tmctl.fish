# fish completion of tmctl. Made from the commands by GeneratedFilesTest; changes here are lost.
# To turn it on: tmctl completion fish | source, or put this file in ~/.config/fish/completions.
#
# It starts no JVM: commands, options and their words are in this file, names are read from the files that hold them.

# Options that take a value, with their command, and those among them that may stand without one.
set -g __tmctl_valued @VALUED@
set -g __tmctl_optional @OPTIONAL@

# Goes from the current command to the subcommand of that name, if there is one.
function __tmctl_enter
    switch $__tmctl_path/$argv[1]
@ENTER@
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
@AWK@
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
@REGIONS@
        case '*'
            printf '%s\n' @ARNS@
    end
end

# The values of the setting that was given.
function __tmctl_setting
    __tmctl_look
    switch $__tmctl_given[1]
@SETTINGS@
    end
end

# What help explains: commands and topics, then the commands below the given ones.
function __tmctl_explained
    __tmctl_look
    switch (string join / tmctl $__tmctl_given)
@EXPLAINED@
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
@COMPLETE@
