package dev.tmctl.cli.output;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.terminal.StyledText;
import dev.tmctl.lifecycle.CreateResult;
import dev.tmctl.lifecycle.CreateResult.Change;
import dev.tmctl.target.KinesisTarget;
import java.util.List;
import java.util.Locale;

/// Prints what `import` did.
public final class ImportPrinter {
    private final ConsoleIO console;
    private final String contextFlag;

    /// @param contextFlag what an advised command needs, from [Workspace#contextFlag()]
    public ImportPrinter(ConsoleIO console, String contextFlag) {
        this.console = console;
        this.contextFlag = contextFlag;
    }

    /// Prints each target, and what to do next.
    ///
    /// @param dryRun whether nothing was stored
    public void print(List<CreateResult> results, boolean dryRun) {
        results.forEach(result -> tellDifferences(result.target()));
        for (CreateResult result : results) {
            String change = result.change().name().toLowerCase(Locale.ROOT);
            console.out()
                    .println(new StyledText()
                            .label(result.target().name())
                            .plain(" " + change + (dryRun ? " (dry run)" : "")));
        }
        console.out().flush();
        if (!dryRun) {
            results.forEach(this::next);
        }
    }

    private void next(CreateResult result) {
        String name = result.target().name();
        if (result.adapter() == null) {
            console.hint("tmctl start" + contextFlag + " " + name);
        } else if (result.change() == Change.UPDATED) {
            console.note("note: " + name + "'s adapter still runs as it was");
            console.hint("tmctl restart" + contextFlag + " " + name);
        }
    }

    private void tellDifferences(KinesisTarget target) {
        if (target.discardCloudEventContext() == null) {
            console.note("note: " + target.name() + " says nothing of the payload: here a record holds the data alone, "
                    + "TriggerMesh's controller stores the whole CloudEvent (discardCloudEventContext: false)");
        }
        if (target.adapterOverrides() != null) {
            console.note("note: " + target.name() + " has adapterOverrides: they are kept for a cluster (tmctl dump), "
                    + "an adapter on this machine does not use them");
        }
    }
}
