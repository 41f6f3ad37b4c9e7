package dev.tmctl.bench;

import dev.tmctl.bench.load.EventFile;
import dev.tmctl.bench.stub.KinesisStub;
import dev.tmctl.bench.stub.Ledger;
import dev.tmctl.bench.stub.SelfSigned;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures every subject at every endpoint and prints a table.
@Command(
        name = "bench.sh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measure tmctl and others side by side. Figures of one run compare; those of two do not.")
public final class Bench implements Callable<Integer> {
    private static final long FILE_EVENTS = 300_000;
    private static final long EVENTS_PER_SECOND = 120_000;
    private static final double WARM_UP = 3;
    private static final int KEYS = 10_000;
    private static final double STEADY_RATE = 5_000;
    private static final double STEADY_SECONDS = 10;

    @Option(names = "--seconds", description = "Seconds of each measurement (default: ${DEFAULT-VALUE}).")
    double seconds = 5;

    @Option(
            names = "--subjects",
            split = ",",
            paramLabel = "a,b,..",
            description = "a: adapter, b: bulk, c: bare SDK, d: no-op server, e: one PutRecord per event, f: KPL, "
                    + "g: aws command, cli: tmctl send, steady: 5,000 events/s, local: against kinesalite "
                    + "(default: all).")
    Set<String> subjects = new LinkedHashSet<>(List.of("a", "b", "c", "d", "e", "f", "g", "cli", "steady", "local"));

    @Option(
            names = "--latency",
            split = ",",
            paramLabel = "MS,..",
            description = "The stub's latencies (default: 0,20).")
    List<Long> latencies = List.of(0L, 20L);

    @Option(names = "--big", description = "Send a file of 1 GiB too.")
    boolean big;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json",
            description = "The format (default: ${DEFAULT-VALUE}).")
    String output = "table";

    @Option(names = "--root", hidden = true)
    Path root = Path.of(".");

    private final List<Row> rows = new ArrayList<>();
    private Path folder = Path.of(".");
    private Path file = Path.of(".");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    @SuppressWarnings("SystemOut")
    public Integer call() throws Exception {
        root = root.toAbsolutePath().normalize();
        folder = Files.createTempDirectory(Files.createDirectories(root.resolve("bench/target")), "run-");
        file = folder.resolve("events.ndjson");
        List<Demand> demands = new ArrayList<>();
        try {
            if (wants("b") || wants("cli")) {
                EventFile.write(
                        file, Math.max(FILE_EVENTS, (long) ((seconds + WARM_UP) * EVENTS_PER_SECOND)), KEYS);
            }
            if (wants("d")) {
                Rig.Endpoint nowhere = new Rig.StubEndpoint("-", URI.create("http://127.0.0.1"), new Ledger());
                add(() -> new Rig(folder, seconds, nowhere).noop("d", "(d) no-op HTTP server"));
            }
            for (long latency : latencies) {
                stub(latency);
            }
            if (wants("a") || wants("b") || wants("c") || wants("e")) {
                local();
            }
            if (wants("local")) {
                emulators(demands);
            }
        } finally {
            delete(folder);
        }
        demands.addAll(0, new Demands(rows).all());
        print(System.out, demands);
        return 0;
    }

    private boolean wants(String subject) {
        return subjects.contains(subject);
    }

    private void add(Supplier<Row> measurement) {
        Row row = measurement.get();
        rows.add(row);
        progress(row);
    }

    @SuppressWarnings("SystemOut")
    private static void progress(Row row) {
        System.err.printf("%s, %s: %,.0f records/s %s%n", row.subject(), row.endpoint(), row.perSecond(), row.note());
    }

    private void stub(long latency) throws Exception {
        Ledger ledger = new Ledger();
        String name = "stub " + latency + " ms";
        try (KinesisStub stub = KinesisStub.start(ledger, latency);
                KinesisStub tls = KinesisStub.start(ledger, latency, SelfSigned.in(folder))) {
            Rig.Endpoint plain =
                    new Rig.StubEndpoint(name, URI.create("http://127.0.0.1:" + stub.port()), ledger);
            main(plain);
            if (wants("f")) {
                Rig rig = new Rig(
                        folder,
                        seconds,
                        new Rig.StubEndpoint(name, URI.create("https://127.0.0.1:" + tls.port()), ledger));
                add(() -> rig.sender("f", "(f) KPL, TLS", "kpl", "false"));
                add(() -> rig.sender("f-agg", "(f) KPL, aggregation, TLS", "kpl", "true"));
            }
            Commands commands = new Commands(root, folder, plain);
            if (wants("g")) {
                add(() -> commands.aws("g", "(g) aws kinesis put-records", seconds));
            }
            if (latency == 0) {
                onlyFast(plain, commands);
            }
        }
    }

    private void onlyFast(Rig.Endpoint plain, Commands commands) throws IOException {
        if (wants("cli")) {
            Path some = folder.resolve("some.ndjson");
            EventFile.write(some, FILE_EVENTS, KEYS);
            add(() -> commands.send("cli", "(b) tmctl send -f --direct", some, FILE_EVENTS));
        }
        if (wants("steady")) {
            Rig rig = new Rig(folder, seconds, plain);
            add(() -> rig.steadyAdapter("steady", "(a) adapter, 5,000 events/s", STEADY_RATE, STEADY_SECONDS));
        }
        if (big) {
            Row row = commands.big("big", "(b) tmctl send -f --direct");
            add(() -> row);
        }
    }

    /// The subjects that run at every endpoint.
    private void main(Rig.Endpoint endpoint) {
        Rig rig = new Rig(folder, seconds, endpoint);
        boolean stub = !endpoint.name().equals("local");
        if (wants("a")) {
            add(() -> rig.adapter("a1", "(a1) adapter, 64 connections", 1));
            add(() -> rig.adapter("a2", "(a2) adapter, batches of 100", 100));
        }
        if (wants("b")) {
            add(() -> rig.sender("b", "(b) bulk, random keys", "bulk", file.toString()));
            if (stub) {
                add(() -> rig.sender("b-fixed", "(b) bulk, fixed key", "bulk-fixed", file.toString()));
                add(() -> rig.sender("b-ordered", "(b) bulk, 10,000 keys, ordered", "bulk-ordered", file.toString()));
            }
        }
        if (wants("c")) {
            add(() -> rig.sender("c1", "(c) SDK batches, one loop", "sdk-batches", "1"));
            add(() -> rig.sender("c16", "(c) SDK batches, 16 threads", "sdk-batches", "16"));
        }
        if (wants("e")) {
            add(() -> rig.sender("e1", "(e) PutRecord, one loop", "put-record", "1"));
            add(() -> rig.sender("e64", "(e) PutRecord, 64 threads", "put-record", "64"));
        }
    }

    private void local() throws IOException {
        try (LocalEndpoint local = new LocalEndpoint(folder)) {
            main(local);
        }
    }

    private void emulators(List<Demand> demands) {
        Emulators emulators = new Emulators(root, folder, seconds);
        for (String format : List.of("json", "cbor")) {
            add(() -> emulators.local(format));
            add(() -> emulators.kinesalite(format));
        }
        demands.add(emulators.memory());
    }

    private void print(PrintStream out, List<Demand> demands) throws IOException {
        Report report = new Report(out);
        if (output.equals("json")) {
            report.json(rows, demands);
        } else {
            report.table(rows, demands);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path each, @Nullable IOException problem) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
