package dev.tmctl.cli.output;

import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.Volume;
import dev.tmctl.lifecycle.CreateResult;
import dev.tmctl.target.KinesisTarget;
import java.io.PrintWriter;

/// Prints what `create` did.
public final class CreatePrinter {
    private final Streams streams;
    private final Palette palette;
    private final String contextFlag;

    /// @param contextFlag what an advised command needs, from [Workspace#contextFlag()]
    public CreatePrinter(Streams streams, String contextFlag) {
        this.streams = streams;
        this.palette = new Palette(streams.colours());
        this.contextFlag = contextFlag;
    }

    /// Prints what became of the target; unless the user wants silence also what it is, where it listens, and what
    /// to do next.
    public void print(CreateResult result) {
        KinesisTarget target = result.target();
        result.notes().forEach(note -> streams.note("note: " + note));
        PrintWriter out = streams.out();
        out.println(palette.label(target.name()) + " " + word(result));
        if (streams.volume() != Volume.QUIET) {
            rows(out, target, result);
        }
        out.flush();
        streams.hint((result.adapter() == null ? "tmctl start" : "tmctl send") + contextFlag + " "
                + (result.adapter() == null
                        ? target.name()
                        : "--target " + target.name() + " '{\"hello\": \"world\"}'"));
    }

    private void rows(PrintWriter out, KinesisTarget target, CreateResult result) {
        row(out, "Stream", target.arn().toString());
        row(out, "Partition key", target.partitionKey().value());
        row(out, "Payload", target.payloadMode().label());
        if (result.adapter() != null) {
            row(out, "Listening on", palette.good(result.adapter().toString()));
        }
    }

    private static void row(PrintWriter out, String label, String value) {
        out.println("  " + label + " ".repeat(15 - label.length()) + value);
    }

    private static String word(CreateResult result) {
        return switch (result.change()) {
            case CREATED -> "created";
            case UPDATED -> "updated";
            case UNCHANGED -> "unchanged";
        };
    }
}
