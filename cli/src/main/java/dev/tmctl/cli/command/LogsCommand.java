package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.process.LogFile;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tmctl logs`.
@Command(
        name = "logs",
        description = "Show the log of a target's adapter: one JSON object per line.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl logs orders -n 20", "  tmctl logs -f"})
public final class LogsCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 100;

    private final Streams streams;

    @Mixin
    TargetArgument chosen = new TargetArgument();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with new lines until interrupted.")
    boolean follow;

    @Option(
            names = {"-n", "--tail"},
            paramLabel = "LINES",
            description = "Start with the last lines (default: 1000).")
    int tail = 1000;

    @Mixin
    CommonOptions common = new CommonOptions();

    public LogsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Workspace workspace = chosen.open(streams);
        KinesisTarget target = workspace.target(chosen.name);
        LogFile log = workspace.lifecycle().adapter(target.name()).log();
        if (!Files.exists(log.file())) {
            streams.note("the adapter of " + target.name() + " has never run here");
            return ExitCode.DONE.code();
        }
        long end = log.size();
        log.tail(0, Math.max(0, tail)).forEach(streams.out()::println);
        if (follow) {
            follow(log, end);
        }
        return ExitCode.DONE.code();
    }

    private void follow(LogFile log, long from) throws IOException, InterruptedException {
        long position = from;
        while (!streams.out().checkError()) {
            long size = log.size();
            if (size < position) {
                // the log was rotated
                position = 0;
            }
            if (size > position) {
                try (InputStream in = Files.newInputStream(log.file())) {
                    in.skipNBytes(position);
                    byte[] news = in.readNBytes((int) Math.min(size - position, 1 << 20));
                    streams.out().print(new String(news, StandardCharsets.UTF_8));
                    position += news.length;
                }
            } else {
                Thread.sleep(POLL_MILLIS);
            }
        }
    }
}
