package dev.tmctl.cli.command;

import dev.tmctl.cli.config.Settings;
import dev.tmctl.cli.output.DescriptionPrinter;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.TargetChoice;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.lifecycle.TargetDescription;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tmctl describe`.
@Command(
        name = "describe",
        description = "Show the targets of the context, or all that is known of one.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl describe", "  tmctl describe orders", "  tmctl describe orders -o json"})
public final class DescribeCommand implements Callable<Integer> {
    private final ConsoleIO console;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The target (default: all, one a line).")
    @Nullable
    String name;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|wide|json|yaml",
            description = "The format (default: table).")
    DescriptionPrinter.@Nullable Format output;

    @Mixin
    ContextOption context = new ContextOption();

    @Mixin
    CommonOptions common = new CommonOptions();

    public DescribeCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        DescriptionPrinter.Format format =
                new Settings(console.environment()).format(output, DescriptionPrinter.Format.TABLE);
        Workspace workspace = context.open(console);
        DescriptionPrinter printer = new DescriptionPrinter(console, format);
        if (name != null) {
            printer.one(describe(workspace, workspace.target(name, TargetChoice.argumentOf("tmctl describe")), true));
            return ExitCode.DONE.code();
        }
        List<TargetDescription> all = workspace.targets().stream()
                .map(target -> describe(workspace, target, false))
                .toList();
        if (all.isEmpty()) {
            List<String> others = workspace.contexts();
            console.note("no targets in the context " + workspace.store().context()
                    + (others.isEmpty() ? "" : "; contexts with targets: " + String.join(", ", others)));
        }
        printer.all(all);
        return ExitCode.DONE.code();
    }

    private TargetDescription describe(Workspace workspace, KinesisTarget target, boolean askAws) {
        return TargetDescription.of(
                target,
                workspace.lifecycle().adapter(target.name()),
                workspace.local().endpoint(),
                console.environment(),
                askAws,
                console.userOutput());
    }
}
