package dev.tmctl.cli.output;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.Verbosity;
import dev.tmctl.cli.terminal.Columns;
import dev.tmctl.cli.terminal.StyledText;
import dev.tmctl.lifecycle.CreateResult;
import dev.tmctl.target.KinesisTarget;

/// Prints what `create` did.
public final class CreatePrinter {
    private static final int LABEL_WIDTH = 15;

    private final ConsoleIO console;
    private final String contextFlag;

    /// @param contextFlag what an advised command needs, from [Workspace#contextFlag()]
    public CreatePrinter(ConsoleIO console, String contextFlag) {
        this.console = console;
        this.contextFlag = contextFlag;
    }

    /// Prints what became of the target; unless the user wants silence also what it is, where it listens, and
    /// what to do next.
    public void print(CreateResult result) {
        KinesisTarget target = result.target();
        result.notes().forEach(note -> console.note("note: " + note));
        console.out().println(new StyledText().label(target.name()).plain(" " + word(result)));
        if (console.verbosity() != Verbosity.QUIET) {
            rows(target, result);
        }
        console.out().flush();
        console.hint((result.adapter() == null ? "tmctl start" : "tmctl send") + contextFlag + " "
                + (result.adapter() == null
                        ? target.name()
                        : "--target " + target.name() + " '{\"hello\": \"world\"}'"));
    }

    private void rows(KinesisTarget target, CreateResult result) {
        row("Stream", StyledText.of(target.arn().toString()));
        row("Partition key", StyledText.of(target.partitionKey().value()));
        row("Payload", StyledText.of(target.payloadMode().label()));
        if (result.adapter() != null) {
            row("Listening on", new StyledText().good(result.adapter().toString()));
        }
    }

    private void row(String label, StyledText value) {
        console.out()
                .println(
                        StyledText.of("  " + Columns.padded(label, LABEL_WIDTH)).add(value));
    }

    private static String word(CreateResult result) {
        return switch (result.change()) {
            case CREATED -> "created";
            case UPDATED -> "updated";
            case UNCHANGED -> "unchanged";
        };
    }
}
