package dev.tmctl.lifecycle;

import dev.tmctl.manifest.TargetStore;
import dev.tmctl.process.ProcessRecord;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.StreamArn;
import dev.tmctl.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A home of a test: makes what commands make of it, and ends every process that was started for it.
final class Home implements AutoCloseable {

    private final Path folder;

    Home(Path folder) {
        this.folder = folder;
    }

    TargetStore store(String context) {
        return new TargetStore(folder, context);
    }

    /// Objects of its own, as every command has them.
    TargetLifecycle lifecycle(String context) {
        return new TargetLifecycle(store(context), local(), Program.in(folder), Map.of(), Trace.NONE);
    }

    LocalKinesisService local() {
        return new LocalKinesisService(folder, Program.in(folder), Trace.NONE);
    }

    /// A target on AWS; its adapter starts without ever connecting.
    static KinesisTarget remote(String name, String partition, @Nullable Integer port) {
        Auth keys = new Auth.Credentials(new SecretText("AKIAEXAMPLE"), new SecretText("s3cret"), null, null);
        return target(name, partition, port, keys, false);
    }

    /// A target on the local Kinesis.
    static KinesisTarget local(String name) {
        return target(name, "key", null, new Auth.DefaultChain(), true);
    }

    private static KinesisTarget target(
            String name, String partition, @Nullable Integer port, Auth auth, boolean local) {
        return new KinesisTarget(
                name,
                StreamArn.parse("arn:aws:kinesis:us-east-1:000000000000:stream/" + name),
                new PartitionKey(partition),
                auth,
                null,
                null,
                port,
                local,
                null);
    }

    /// Whether a process ended in its own way, and was not killed.
    boolean drained(ProcessRecord process) {
        return Files.exists(Program.drained(folder, process.pid()));
    }

    /// How many processes of a kind were ever started.
    long started(String kind) throws IOException {
        return journal().stream().filter(line -> line.startsWith(kind + " ")).count();
    }

    /// The kinds of the processes that live.
    List<String> living() throws IOException {
        return journal().stream()
                .filter(line -> handle(line).anyMatch(ProcessHandle::isAlive))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .sorted()
                .toList();
    }

    private List<String> journal() throws IOException {
        Path journal = Program.journal(folder);
        return Files.exists(journal) ? Files.readAllLines(journal) : List.of();
    }

    private static Stream<ProcessHandle> handle(String line) {
        return ProcessHandle.of(Long.parseLong(line.substring(line.indexOf(' ') + 1))).stream();
    }

    @Override
    public void close() throws IOException {
        for (String line : journal()) {
            for (ProcessHandle process : handle(line).toList()) {
                process.destroyForcibly();
                process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
            }
        }
    }
}
