package dev.tmctl.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.cli.config.Settings;
import dev.tmctl.cli.output.DataPrinter;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.cli.terminal.StyledText;
import dev.tmctl.lifecycle.LocalKinesisService;
import dev.tmctl.process.ProcessRecord;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tmctl local status`.
@Command(
        name = "status",
        description = "Say whether the local Kinesis runs, and where.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl local status", "  tmctl local status -o json"})
public final class LocalStatusCommand implements Callable<Integer> {
    private final ConsoleIO console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            description = "The format (default: text).")
    VersionCommand.@Nullable Format output;

    @Mixin
    CommonOptions common = new CommonOptions();

    public LocalStatusCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        VersionCommand.Format format = new Settings(console.environment()).format(output, VersionCommand.Format.TEXT);
        LocalKinesisService local =
                Workspace.open(console, Workspace.DEFAULT_CONTEXT).local();
        Optional<ProcessRecord> running = local.running();
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("running", running.isPresent());
        running.ifPresent(
                record -> status.put("endpoint", LocalKinesisService.url(record).toString())
                        .put("pid", record.pid())
                        .put("startedAt", record.startedAt().toString())
                        .put("enforceLimits", record.fingerprint().equals("limits")));
        status.put("data", local.dataFolder().toString());
        switch (format) {
            case JSON -> new DataPrinter(console).json(status);
            case TEXT -> {
                console.out().println("local Kinesis " + (running.isPresent() ? "running" : "not running"));
                status.properties().stream()
                        .filter(field -> !field.getKey().equals("running"))
                        .forEach(field -> console.out()
                                .println(StyledText.of("  " + field.getKey()
                                        + " ".repeat(15 - field.getKey().length())
                                        + field.getValue().asText())));
            }
        }
        return ExitCode.DONE.code();
    }
}
