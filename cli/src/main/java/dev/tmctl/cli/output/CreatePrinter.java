package dev.tmctl.cli.output;

import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.Volume;
import dev.tmctl.cli.terminal.Columns;
import dev.tmctl.cli.terminal.StyledText;
import dev.tmctl.lifecycle.CreateResult;
import dev.tmctl.target.KinesisTarget;

/// Prints what `create` did.
public final class CreatePrinter {
    private static final int LABEL_WIDTH = 15;

    private final Streams streams;
    private final String contextFlag;

    /// @param contextFlag what an advised command needs, from [Workspace#contextFlag()]
    public CreatePrinter(Streams streams, String contextFlag) {
        this.streams = streams;
        this.contextFlag = contextFlag;
    }

    /// Prints what became of the target; unless the user wants silence also what it is, where it listens, and
    /// what to do next.
    public void print(CreateResult result) {
        KinesisTarget target = result.target();
        result.notes().forEach(note -> streams.note("note: " + note));
        streams.out().println(new StyledText().label(target.name()).plain(" " + word(result)));
        if (streams.volume() != Volume.QUIET) {
            rows(target, result);
        }
        streams.out().flush();
        streams.hint((result.adapter() == null ? "tmctl start" : "tmctl send") + contextFlag + " "
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
        streams.out()
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
