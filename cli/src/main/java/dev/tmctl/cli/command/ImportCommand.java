package dev.tmctl.cli.command;

import dev.tmctl.cli.output.ImportPrinter;
import dev.tmctl.cli.support.AllOrNothing;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.ManifestReader;
import dev.tmctl.cli.support.UserInput;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.lifecycle.CreateResult;
import dev.tmctl.manifest.IncomingManifest;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tmctl import`.
@Command(
        name = "import",
        description = {
            "Store the targets of Kubernetes manifests, all of them or none.",
            "Adapters are not started.",
            "Values that a manifest leaves out as <user_input> are asked for, or read line by line from standard input."
        },
        customSynopsis =
                "@|bold tmctl import|@ [OPTIONS] @|yellow -f|@ @|italic FILE|@ [@|yellow -f|@ @|italic FILE|@]...",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tmctl import -f target.yaml",
            "  kubectl get awskinesistargets,secrets -o yaml | tmctl import -f -",
            "  tmctl import -f manifests/ --dry-run"
        })
public final class ImportCommand implements Callable<Integer>, AllOrNothing {
    private final ConsoleIO console;

    @Option(
            names = {"-f", "--from"},
            required = true,
            paramLabel = "FILE|DIR|-|URL",
            description = "Where the manifests are; may be given more than once. They are read together.")
    List<String> from = new ArrayList<>();

    @Option(names = "--dry-run", description = "Check everything and say what would be done.")
    boolean dryRun;

    @Mixin
    ContextOption context = new ContextOption();

    @Mixin
    CommonOptions common = new CommonOptions();

    public ImportCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Workspace workspace = context.open(console);
        ManifestReader reader = new ManifestReader(console, new UserInput(console));
        IncomingManifest manifest = reader.read(from.stream().distinct().toList());
        List<KinesisTarget> targets = manifest.targets();
        List<CreateResult> results = workspace.lifecycle().store(targets, dryRun);
        reader.tellOthers(manifest);
        new ImportPrinter(console, workspace.contextFlag()).print(results, dryRun);
        return ExitCode.DONE.code();
    }
}
