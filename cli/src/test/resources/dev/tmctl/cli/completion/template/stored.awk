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
                if ($0 ~ /^[-_.A-Za-z0-9]+$/) arns("@LOCAL_ARN@" $0)
        }
