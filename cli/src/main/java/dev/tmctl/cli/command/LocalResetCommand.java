package dev.tmctl.cli.command;

import dev.tmctl.cli.support.AllOrNothing;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.lifecycle.LocalKinesisService;
import dev.tmctl.process.ProcessRecord;
import dev.tmctl.process.ProcessStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tmctl local reset`.
@Command(
        name = "reset",
        description = "Delete every stream and record of the local Kinesis.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl local reset --yes"})
public final class LocalResetCommand implements Callable<Integer>, AllOrNothing {
    private final ConsoleIO console;

    @Mixin
    ConfirmOption confirmation = new ConfirmOption();

    @Mixin
    CommonOptions common = new CommonOptions();

    public LocalResetCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        LocalKinesisService local =
                Workspace.open(console, Workspace.DEFAULT_CONTEXT).local();
        local.requireResettable();
        List<String> lost = local.streamNames();
        if (!lost.isEmpty() || local.hasData()) {
            confirmation.ask(console, "delete every record of the local Kinesis" + with(lost));
        }
        Optional<ProcessRecord> running = local.running();
        boolean ran = running.isPresent();
        local.stop();
        List<Path> kept = local.reset();
        try {
            if (ran) {
                local.start(null, running.get().fingerprint().equals("limits"));
            }
        } catch (ProcessStartException e) {
            throw e.leaving("it is empty and stopped");
        }
        kept.forEach(path -> console.note("note: kept, as the local Kinesis did not make it: " + path));
        console.out().println("local Kinesis is empty" + (ran ? " and running again" : ""));
        return ExitCode.DONE.code();
    }

    private static String with(List<String> names) {
        return names.isEmpty()
                ? ""
                : ", with " + (names.size() == 1 ? "the stream " : "the streams ") + String.join(", ", names);
    }
}
