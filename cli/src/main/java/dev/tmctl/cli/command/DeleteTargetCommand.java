package dev.tmctl.cli.command;

import dev.tmctl.cli.support.AllOrNothing;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.TargetChoice;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tmctl delete target`.
@Command(
        name = "target",
        description = "Stop the adapters of targets and delete the targets with their Secrets. The streams stay.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl delete target orders", "  tmctl delete target orders billing --yes"})
public final class DeleteTargetCommand implements Callable<Integer>, AllOrNothing {
    private final ConsoleIO console;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "The targets.")
    List<String> names = new ArrayList<>();

    @Mixin
    ConfirmOption confirmation = new ConfirmOption();

    @Mixin
    ContextOption context = new ContextOption();

    @Mixin
    CommonOptions common = new CommonOptions();

    public DeleteTargetCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Workspace workspace = context.open(console);
        // Every name is looked up before anything is deleted.
        List<KinesisTarget> distinct = workspace.targets(names, TargetChoice.argumentOf("tmctl delete target"));
        confirmation.ask(
                console,
                distinct.size() == 1
                        ? "delete the target " + distinct.getFirst().name() + " with its Secret"
                        : "delete the targets "
                                + distinct.stream().map(KinesisTarget::name).collect(Collectors.joining(", "))
                                + " with their Secrets");
        for (KinesisTarget target : distinct) {
            workspace.lifecycle().delete(target.name());
            console.out().println(target.name() + " deleted");
        }
        return ExitCode.DONE.code();
    }
}
