package dev.tmctl.cli.command;

import dev.tmctl.adapter.AdapterProcess;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.TargetChoice;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.process.ProcessRecord;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tmctl start`.
@Command(
        name = "start",
        description = "Start the adapter of a target.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl start orders"})
public final class StartCommand implements Callable<Integer> {
    private final ConsoleIO console;

    @Mixin
    TargetArgument chosen = new TargetArgument();

    @Mixin
    CommonOptions common = new CommonOptions();

    public StartCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        start(console, chosen.open(console), chosen.name, "tmctl start");
        return ExitCode.DONE.code();
    }

    static void start(ConsoleIO console, Workspace workspace, @Nullable String name, String command)
            throws IOException {
        KinesisTarget target = workspace.target(name, TargetChoice.argumentOf(command));
        List<String> notes = new ArrayList<>();
        ProcessRecord record = workspace.lifecycle().start(target, notes);
        notes.forEach(note -> console.note("note: " + note));
        console.out().println(target.name() + " listening on " + AdapterProcess.url(record));
    }
}
