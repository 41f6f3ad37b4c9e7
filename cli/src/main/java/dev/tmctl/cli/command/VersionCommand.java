package dev.tmctl.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tmctl.cli.config.Settings;
import dev.tmctl.cli.output.DataPrinter;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.VersionText;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tmctl version`.
@Command(
        name = "version",
        description = "Show the version of this tool and of its Java.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl version", "  tmctl version -o json"})
public final class VersionCommand implements Callable<Integer> {
    private final ConsoleIO console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "The format (default: text).")
    @Nullable
    Format output;

    @Mixin
    CommonOptions common = new CommonOptions();

    /// The formats of this command.
    enum Format {
        TEXT,
        JSON
    }

    public VersionCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Format format = new Settings(console.environment()).format(output, Format.TEXT);
        VersionText version = new VersionText();
        String java = System.getProperty("java.vendor") + " " + Runtime.version();
        String system = System.getProperty("os.name") + "/" + System.getProperty("os.arch");
        switch (format) {
            case TEXT -> {
                console.out().println(version.line());
                console.out().println("java  " + java);
                console.out().println("os    " + system);
            }
            case JSON ->
                new DataPrinter(console)
                        .json(JsonNodeFactory.instance
                                .objectNode()
                                .put("version", version.version())
                                .put("commit", version.commit())
                                .put("java", java)
                                .put("os", system));
        }
        return ExitCode.DONE.code();
    }
}
