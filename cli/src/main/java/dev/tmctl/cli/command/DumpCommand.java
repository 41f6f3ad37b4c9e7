package dev.tmctl.cli.command;

import dev.tmctl.cli.config.Settings;
import dev.tmctl.cli.output.DumpPrinter;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.TargetChoice;
import dev.tmctl.cli.support.VersionText;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.dump.DumpFormat;
import dev.tmctl.dump.DumpOptions;
import dev.tmctl.dump.Platform;
import dev.tmctl.target.DnsName;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.Quoted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tmctl dump`.
@Command(
        name = "dump",
        description = "Print targets as something to run elsewhere, secrets included.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tmctl dump orders | kubectl apply -f -",
            "  tmctl dump orders -p deployment --image registry/adapter:1 --namespace prod",
            "  tmctl dump -p docker-compose --env-file .env > compose.yaml",
            "  tmctl dump --no-secrets > shared.yaml"
        })
public final class DumpCommand implements Callable<Integer> {
    private final ConsoleIO console;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "The targets (default: all of the context).")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"-p", "--platform"},
            paramLabel = "kubernetes|knative|deployment|docker-compose",
            description = {
                "Where they are to run (default: kubernetes).",
                "kubernetes: Secret and AWSKinesisTarget, for TriggerMesh's controller and tmctl import.",
                "knative: what that controller makes of them.",
                "deployment: the same for a cluster without Knative.",
                "docker-compose: a compose file."
            })
    @Nullable
    Platform platform;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "yaml|json",
            description = "The format (default: yaml).")
    @Nullable
    DumpFormat output;

    @Option(
            names = "--no-secrets",
            description = "Print <user_input> instead of each key and each value of adapterOverrides.env but ports; "
                    + "tmctl import asks for them.")
    boolean noSecrets;

    @Option(
            names = "--namespace",
            paramLabel = "NAMESPACE",
            description = "The namespace of the objects (default: none, kubectl's is used).")
    @Nullable
    String namespace;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "The adapter's container image (default: tmctl-adapter:VERSION).")
    @Nullable
    String image;

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description =
                    "Write the keys for docker-compose to this file, with mode 0600; lines that were added to one "
                            + "stay. Compose reads .env by itself.")
    @Nullable
    String envFile;

    @Mixin
    ContextOption context = new ContextOption();

    @Mixin
    CommonOptions common = new CommonOptions();

    public DumpCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Platform where = platform == null ? Platform.KUBERNETES : platform;
        if (envFile != null && where != Platform.DOCKER_COMPOSE) {
            throw new InvalidInputException("env-file", "is for -p docker-compose; " + where + " has a Secret instead");
        }
        if (namespace != null && !DnsName.isLabel(namespace)) {
            throw new InvalidInputException("namespace", Quoted.of(namespace) + " is not a Kubernetes namespace");
        }
        DumpFormat format = new Settings(console.environment()).format(output, DumpFormat.YAML);
        Workspace workspace = context.open(console);
        List<KinesisTarget> targets = workspace.targets(names, TargetChoice.argumentOf("tmctl dump"));
        String container = image == null ? "tmctl-adapter:" + new VersionText().version() : image;
        DumpOptions options = new DumpOptions(workspace.store().context(), namespace, container, !noSecrets);
        DumpPrinter printer = new DumpPrinter(console, format);
        if (image == null && where != Platform.KUBERNETES) {
            printer.tellImage(container);
        }
        printer.print(targets, where, options, envFile);
        return ExitCode.DONE.code();
    }
}
