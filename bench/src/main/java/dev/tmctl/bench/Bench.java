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
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
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
    private static final int KEYS = 10_000;
    private static final double STEADY_RATE = 5_000;
    private static final double STEADY_SECONDS = 10;

    /// Held, since the log manager holds loggers weakly.
    private static final Logger HTTP_LIBRARY = Logger.getLogger("org.eclipse.jetty");

    @Option(names = "--seconds", description = "Seconds of each measurement (default: ${DEFAULT-VALUE}).")
    double seconds = 5;

    @Option(
            names = "--warm-up",
            description =
                    "Seconds that each subject runs before, so that its code is compiled (default: ${DEFAULT-VALUE}).")
    double warmUp = 30;

    @Option(
            names = "--subjects",
            split = ",",
            paramLabel = "a,b,..",
            description =
                    "a: adapter (a1, a2), b: bulk (b-fixed, b-ordered), c: bare SDK (c1, c16), d: no-op server (d-relay), "
                            + "e: one PutRecord per event (e1, e64), f: KPL (f-agg), g: aws command, cli: tmctl send, "
                            + "steady: 5,000 events/s, local: against kinesalite (default: all).")
    Set<String> subjects = new LinkedHashSet<>(List.of("a", "b", "c", "d", "e", "f", "g", "cli", "steady", "local"));

    @Option(
            names = "--latency",
            split = ",",
            paramLabel = "MS,..",
            description = "The stub's latencies (default: 0,20).")
    List<Long> latencies = List.of(0L, 20L);

    @Option(
            names = "--no-local",
            negatable = true,
            description = "Leave the embedded local Kinesis out as an endpoint.")
    boolean local = true;

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
        HTTP_LIBRARY.setLevel(Level.WARNING);
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
            if (subjects.stream().anyMatch(subject -> subject.startsWith("b"))) {
                EventFile.write(file, FILE_EVENTS, KEYS);
            }
            Rig.Endpoint nowhere = new Rig.StubEndpoint("-", URI.create("http://127.0.0.1"), new Ledger());
            add("d", id -> new Rig(folder, warmUp, seconds, nowhere).noop(id, "(d) no-op HTTP server"));
            for (long latency : latencies) {
                stub(latency);
            }
            if (local) {
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

    /// A subject is wanted by its name or by its letter.
    private boolean wants(String subject) {
        return subjects.contains(subject)
                || (subject.matches("[a-f][-0-9].*") && subjects.contains(subject.substring(0, 1)));
    }

    private void add(String id, Function<String, Row> measurement) {
        if (!wants(id)) {
            return;
        }
        Row row = measurement.apply(id);
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
            Rig.Endpoint plain = new Rig.StubEndpoint(name, URI.create("http://127.0.0.1:" + stub.port()), ledger);
            if (latency == latencies.getFirst() && !subjects.equals(Set.of("d"))) {
                // else the first subject would pay for the compilation of the stub
                Rig first = new Rig(folder, 0, warmUp, plain);
                progress(first.sender("warm-up", "the stub", "sdk-batches", "4"));
                if (Files.exists(file)) {
                    progress(first.sender("warm-up", "the stub", "bulk", file.toString()));
                }
            }
            main(plain);
            Rig rig = new Rig(
                    folder,
                    warmUp,
                    seconds,
                    new Rig.StubEndpoint(name, URI.create("https://127.0.0.1:" + tls.port()), ledger));
            add("f", id -> rig.sender(id, "(f) KPL, TLS", "kpl", "false"));
            add("f-agg", id -> rig.sender(id, "(f) KPL, aggregation, TLS", "kpl", "true"));
            Commands commands = new Commands(root, folder, plain);
            add("g", id -> commands.aws(id, "(g) aws kinesis put-records", seconds));
            if (latency == 0) {
                onlyFast(plain, commands);
            }
        }
    }

    private void onlyFast(Rig.Endpoint plain, Commands commands) throws IOException {
        if (wants("cli")) {
            Path some = folder.resolve("some.ndjson");
            EventFile.write(some, FILE_EVENTS, KEYS);
            add("cli", id -> commands.send(id, "(b) tmctl send -f --direct", some, FILE_EVENTS));
        }
        Rig rig = new Rig(folder, warmUp, seconds, plain);
        add("steady", id -> rig.steadyAdapter(id, "(a) adapter, 5,000 events/s", STEADY_RATE, STEADY_SECONDS));
        if (big) {
            subjects.add("big");
            Row row = commands.big("big", "(b) tmctl send -f --direct");
            add("big", id -> row);
        }
    }

    /// The subjects that run at every endpoint.
    private void main(Rig.Endpoint endpoint) {
        Rig rig = new Rig(folder, warmUp, seconds, endpoint);
        boolean stub = !endpoint.name().equals("local");
        add("a1", id -> rig.adapter(id, "(a1) adapter, 64 connections", 1));
        add("d-relay", id -> rig.relay(id, "(d) bare relay, 64 connections"));
        add("a2", id -> rig.adapter(id, "(a2) adapter, batches of 100", 100));
        add("b", id -> rig.sender(id, "(b) bulk, random keys", "bulk", file.toString()));
        if (stub) {
            add("b-fixed", id -> rig.sender(id, "(b) bulk, fixed key", "bulk-fixed", file.toString()));
            add("b-ordered", id -> rig.sender(id, "(b) bulk, 10,000 keys, ordered", "bulk-ordered", file.toString()));
        }
        add("c1", id -> rig.sender(id, "(c) SDK batches, one loop", "sdk-batches", "1"));
        add("c16", id -> rig.sender(id, "(c) SDK batches, 16 threads", "sdk-batches", "16"));
        add("e1", id -> rig.sender(id, "(e) PutRecord, one loop", "put-record", "1"));
        add("e64", id -> rig.sender(id, "(e) PutRecord, 64 threads", "put-record", "64"));
    }

    private void local() throws IOException {
        try (LocalEndpoint local = new LocalEndpoint(folder)) {
            main(local);
        }
    }

    private void emulators(List<Demand> demands) {
        Emulators emulators = new Emulators(root, folder, seconds);
        for (String format : List.of("json", "cbor")) {
            add("local", id -> emulators.local(format));
            add("local", id -> emulators.kinesalite(format));
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
            public FileVisitResult postVisitDirectory(Path each, @Nullable IOException problem) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
