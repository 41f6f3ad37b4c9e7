package dev.tmctl.cli.command;

import dev.tmctl.cli.output.CreatePrinter;
import dev.tmctl.cli.support.AllOrNothing;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.ManifestReader;
import dev.tmctl.cli.support.SecretArguments;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.files.FileProblem;
import dev.tmctl.lifecycle.CreateResult;
import dev.tmctl.lifecycle.NotRolledBackException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.TargetDraft;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tmctl create target awskinesis`.
@Command(
        name = "awskinesis",
        aliases = {"AWSKinesis", "awskinesistarget", "AWSKinesisTarget"},
        description = "Create or update an Amazon Kinesis target and start its adapter.",
        customSynopsis = {
            "@|bold tmctl create target awskinesis|@ [OPTIONS] @|yellow --partition|@ @|italic KEY|@ @|yellow --arn|@ @|italic ARN|@",
            "       @|bold tmctl create target awskinesis|@ [OPTIONS] @|yellow --partition|@ @|italic KEY|@ @|yellow --local|@",
            "       @|bold tmctl create target awskinesis|@ [OPTIONS] @|yellow --from|@ @|italic FILE|@"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tmctl create target awskinesis --partition orders \\",
            "      --arn arn:aws:kinesis:eu-central-1:123456789012:stream/orders \\",
            "      --auth.credentials.accessKeyID --auth.credentials.secretAccessKey",
            "  tmctl create target awskinesis --local --partition orders",
            "  tmctl create target awskinesis --from target.yaml"
        })
public final class CreateKinesisTargetCommand implements Callable<Integer>, AllOrNothing {
    private static final String NO_BROKER =
            "brokers and triggers are not part of this tool; the target accepts events of every type";

    private static final Duration UNDONE_WITHIN = Duration.ofSeconds(40);

    private final ConsoleIO console;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The target's name (default: CONTEXT-awskinesistarget).")
    @Nullable
    String name;

    @Mixin
    TargetOptions target = new TargetOptions();

    @Option(names = "--local", description = "Use the embedded local Kinesis: no ARN, no credentials, no AWS.")
    boolean local;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The adapter's port on 127.0.0.1 (default: a free one, kept).")
    @Nullable
    Integer port;

    @Option(names = "--no-start", description = "Store the target without starting its adapter.")
    boolean noStart;

    @Option(
            names = {"-f", "--from"},
            paramLabel = "FILE|-|URL",
            description = "Read Secret and AWSKinesisTarget from a manifest; options win over it.")
    @Nullable
    String from;

    @Option(names = "--source", hidden = true)
    @Nullable
    String source;

    @Option(names = "--eventTypes", hidden = true)
    @Nullable
    String eventTypes;

    @Mixin
    ContextOption context = new ContextOption();

    @Mixin
    CommonOptions common = new CommonOptions();

    public CreateKinesisTargetCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (source != null || eventTypes != null) {
            String flag = source != null ? "--source" : "--eventTypes";
            throw new CommandException(
                    ExitCode.USAGE, flag + " is not supported: " + NO_BROKER, "leave " + flag + " out");
        }
        Workspace workspace = context.open(console);
        SecretArguments secrets = new SecretArguments(console);
        KinesisTarget valid = draft(workspace, secrets).validate();
        secrets.warnOfLiterals();
        console.userOutput().keepSecretsOf(valid);
        if (!noStart) {
            console.interruption()
                    .plan("interrupted: undoing what was begun", Thread.currentThread()::interrupt, UNDONE_WITHIN);
        }
        CreateResult result = create(workspace, valid);
        console.interruption().endAtOnce();
        new CreatePrinter(console, workspace.contextFlag()).print(result);
        return ExitCode.DONE.code();
    }

    private CreateResult create(Workspace workspace, KinesisTarget valid) throws IOException {
        try {
            return workspace.lifecycle().create(valid, !noStart);
        } catch (NotRolledBackException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    FileProblem.inWords(e),
                    "tmctl describe" + workspace.contextFlag() + " " + valid.name());
        }
    }

    private TargetDraft draft(Workspace workspace, SecretArguments secrets) throws IOException {
        TargetDraft base = from == null
                ? null
                : new ManifestReader(console, secrets.input()).draft(from, name, target.givenFields());
        String fromBase = base == null ? null : base.name();
        String chosen = name != null ? name : fromBase != null ? fromBase : workspace.defaultTargetName();
        return target.draft(base, chosen, port, local, secrets);
    }
}
