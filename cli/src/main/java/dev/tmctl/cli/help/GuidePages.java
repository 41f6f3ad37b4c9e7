package dev.tmctl.cli.help;

import dev.tmctl.cli.help.Block.Commands;
import dev.tmctl.cli.help.Block.Heading;
import dev.tmctl.cli.help.Block.Paragraph;
import dev.tmctl.cli.help.Block.Term;
import dev.tmctl.cli.help.Block.Terms;
import java.util.List;

/// Pages that explain.
final class GuidePages {
    private GuidePages() {}

    static List<Block> authentication() {
        return List.of(
                new Paragraph(
                        "A target has one way to authenticate. tmctl describe NAME says which credentials answered, and "
                                + "--verbose says it for every command that calls AWS. Secrets are never shown."),
                new Heading("Ways"),
                new Terms(List.of(
                        new Term(
                                "--auth.credentials.*",
                                "Keys of the target: accessKeyID, secretAccessKey and, for temporary keys, sessionToken. They "
                                        + "are kept in a Secret of the target's manifest, a file that only you can read."),
                        new Term(
                                "--auth.credentials.assumeIamRole",
                                "With keys: a role that is assumed with them, through AWS STS."),
                        new Term(
                                "--auth.iam.*",
                                "The role (roleArn) or the service account (serviceAccount) of a pod on EKS. It needs a web "
                                        + "identity token; elsewhere such a target is refused."),
                        new Term(
                                "none of them",
                                "The AWS default credential chain: system properties, environment variables, web identity "
                                        + "token, profile, container, EC2 instance. The first that is configured is used; "
                                        + "where it fails, its cause is told, and no other takes its place. A profile may "
                                        + "have keys, a role, a process or a login (aws sso login, aws login)."),
                        new Term("--local", "The local Kinesis takes every key; none is asked for."))),
                new Heading("How a secret is given"),
                new Terms(
                        List.of(
                                new Term(
                                        "--OPTION @FILE",
                                        "The content of a file or pipe of at most 64 KiB, without the line end at its end."),
                                new Term("--OPTION -", "A line of standard input; several options take several lines."),
                                new Term("--OPTION", "Without a value: asked for at the terminal, and not shown."),
                                new Term(
                                        "--OPTION VALUE",
                                        "Taken, with a warning: other users of the machine can see it, and the shell keeps it."))),
                new Heading("Examples"),
                new Commands(List.of(
                        "tmctl create target awskinesis --name billing --partition p \\",
                        "    --arn arn:aws:kinesis:us-east-1:123456789012:stream/billing \\",
                        "    --auth.credentials.accessKeyID @id.txt --auth.credentials.secretAccessKey @secret.txt",
                        "tmctl describe billing")),
                new Heading("When it fails"),
                new Paragraph(
                        "Exit code 4: credentials are refused or missing. A clock that is wrong by minutes is refused "
                                + "like a wrong key; the message tells them apart. --debug shows every call with its status and AWS' "
                                + "request id."));
    }

    static List<Block> formatting() {
        return List.of(
                new Paragraph(
                        "Data goes to standard output, everything else to standard error: notes, progress, warnings, "
                                + "errors, questions. So a pipe gets data alone."),
                new Heading("Formats"),
                new Paragraph("-o chooses one; the help of each command lists those that it has."),
                new Terms(List.of(
                        new Term("table", "For people: a table, the default of describe."),
                        new Term("wide", "The table with more columns and figures."),
                        new Term("pretty", "For people: the default of send and watch."),
                        new Term("text", "For people: the default of version and local status."),
                        new Term("json", "One object a line, for jq and programs."),
                        new Term("yaml", "The same as YAML documents."),
                        new Term(
                                "name",
                                "One name a line: of a stored record, SHARD/SEQUENCE; of --dry-run, the event's id."),
                        new Term("none", "Nothing; the exit code says it."))),
                new Paragraph(
                        "TMCTL_OUTPUT or tmctl config set output set a format for all commands. Those that do not have "
                                + "it keep their own; human is the format for people of each command."),
                new Heading("What cannot be seen"),
                new Paragraph(
                        "Text from outside cannot act on a terminal. Control characters, characters that turn the "
                                + "direction of text, and other characters that cannot be seen become escapes such as "
                                + "\\u001b. The formats for people and name have them everywhere, also in a pipe. json "
                                + "and yaml have them as escapes of their own, so that the value stays the same."),
                new Heading("Colours"),
                new Paragraph("Colours are used on a terminal. --color always|never wins over TMCTL_COLOR, NO_COLOR, "
                        + "FORCE_COLOR and the setting color, in this order. TERM=dumb has none."),
                new Heading("How much is told"),
                new Terms(List.of(
                        new Term("-q", "Results, warnings and errors only; no notes, hints and progress."),
                        new Term(
                                "-v",
                                "Also what is done: files that are read, processes that are started, the credentials that "
                                        + "answered."),
                        new Term(
                                "--debug",
                                "Also every HTTP call with its status, time and request id, and stack traces of internal "
                                        + "errors; secrets are masked."))),
                new Heading("Examples"),
                new Commands(List.of(
                        "tmctl describe -o json | jq -r .name",
                        "tmctl send -o name '{\"order\": 1}'",
                        "tmctl watch --from beginning --max 1 -o json")));
    }
}
