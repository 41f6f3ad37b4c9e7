package dev.tmctl.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tmctl.bench.load.EventFile;
import dev.tmctl.bench.load.Payload;
import dev.tmctl.bench.process.ProcFigures;
import dev.tmctl.bench.stub.Ledger.BulkResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Subjects that are commands: a whole process for each call, its start included.
final class Commands {
    private static final int RECORDS = 500;
    private static final double NANOS = 1e9;
    private static final double MILLION = 1e6;
    private static final long POLL_MILLIS = 20;
    private static final Map<String, String> ENVIRONMENT =
            Map.of("AWS_ACCESS_KEY_ID", "bench", "AWS_SECRET_ACCESS_KEY", "bench", "AWS_DEFAULT_REGION", "us-east-1");

    private final Path root;
    private final Path folder;
    private final Rig.Endpoint endpoint;

    /// @param root of the project
    Commands(Path root, Path folder, Rig.Endpoint endpoint) {
        this.root = root;
        this.folder = folder;
        this.endpoint = endpoint;
    }

    /// `tmctl send -f FILE --direct` of a file.
    Row send(String id, String subject, Path file, long events) {
        Path tmctl = distribution();
        if (tmctl == null) {
            return Row.skipped(id, subject, endpoint.name(), "cli/target has no distribution: mvn -Dquick package");
        }
        List<String> command = List.of(
                tmctl.toString(),
                "send",
                "-f",
                file.toString(),
                "--direct",
                "-o",
                "none",
                "-q",
                "--arn",
                "arn:aws:kinesis:us-east-1:000000000000:stream/bench",
                "--partition",
                "key-fixed",
                "--partition-from",
                "random",
                "--endpoint",
                endpoint.uri().toString());
        endpoint.clear();
        try {
            double cpuBefore = ProcFigures.cpuSecondsOfChildren();
            long from = System.nanoTime();
            Run run = run(command);
            double seconds = (System.nanoTime() - from) / NANOS;
            double cpu = ProcFigures.cpuSecondsOfChildren() - cpuBefore;
            BulkResult result = endpoint.result();
            String note = run.status() == 0
                    ? "%d events in %.1f s, the start included".formatted(events, seconds)
                    : "status " + run.status() + " " + run.output();
            return row(id, subject, result, events, events / seconds, cpu / events * MILLION, run.peakMib(), note);
        } catch (IOException | InterruptedException e) {
            return Row.skipped(id, subject, endpoint.name(), e.toString());
        }
    }

    private Row row(
            String id,
            String subject,
            BulkResult result,
            long sent,
            double rate,
            double cpu,
            double peak,
            String note) {
        Row row = new Row(id, subject, endpoint.name(), rate, Double.NaN, Double.NaN, cpu, peak, -1, -1, -1, note);
        return Rig.withBooks(row, result, sent);
    }

    private @Nullable Path distribution() {
        try (Stream<Path> files = Files.list(root.resolve("cli/target"))) {
            return files.map(file -> file.resolve("bin/tmctl"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    /// `aws kinesis put-records`, again and again.
    Row aws(String id, String subject, double seconds) {
        endpoint.clear();
        try {
            Path input = folder.resolve("put-records.json");
            List<String> command = List.of(
                    "aws",
                    "kinesis",
                    "put-records",
                    "--endpoint-url",
                    endpoint.uri().toString(),
                    "--cli-input-json",
                    "file://" + input,
                    "--no-paginate");
            Histogram micros = new Histogram(3);
            double cpuBefore = ProcFigures.cpuSecondsOfChildren();
            double peak = 0;
            long sent = 0;
            long nanos = 0;
            while (nanos < seconds * NANOS) {
                writeBatch(input, sent);
                long from = System.nanoTime();
                Run run = run(command);
                long took = System.nanoTime() - from;
                if (run.status() != 0) {
                    return Row.skipped(id, subject, endpoint.name(), "status " + run.status() + " " + run.output());
                }
                nanos += took;
                sent += RECORDS;
                peak = Math.max(peak, run.peakMib());
                micros.recordValue(took / 1_000);
            }
            double cpu = (ProcFigures.cpuSecondsOfChildren() - cpuBefore) / sent * MILLION;
            Row row = row(id, subject, endpoint.result(), sent, sent / (nanos / NANOS), cpu, peak, "500 records each");
            return row.withLatencies(micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3);
        } catch (IOException e) {
            return Row.skipped(id, subject, endpoint.name(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Row.skipped(id, subject, endpoint.name(), "interrupted");
        }
    }

    private static void writeBatch(Path file, long first) throws IOException {
        try (JsonGenerator generator = new JsonFactory().createGenerator(Files.newOutputStream(file))) {
            generator.writeStartObject();
            generator.writeStringField("StreamName", "bench");
            generator.writeArrayFieldStart("Records");
            for (int i = 0; i < RECORDS; i++) {
                String key = Payload.key(i);
                generator.writeStartObject();
                // version 1 of the command takes text, version 2 Base64
                generator.writeStringField(
                        "Data", new String(Payload.of(key, first + i), java.nio.charset.StandardCharsets.US_ASCII));
                generator.writeStringField("PartitionKey", key);
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
    }

    /// How a command ended.
    private record Run(int status, double peakMib, String output) {}

    private Run run(List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve("command.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(ENVIRONMENT);
        builder.environment().put("TMCTL_HOME", folder.resolve("home").toString());
        Process process = builder.start();
        double peak = 0;
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            try {
                peak = Math.max(peak, ProcFigures.peakMib(process.pid()));
            } catch (IOException ended) {
                // between the two looks
            }
        }
        String output = process.exitValue() == 0 ? "" : Files.readString(log).strip();
        return new Run(process.exitValue(), peak, output.substring(0, Math.min(200, output.length())));
    }

    /// Makes a file of about a gibibyte and sends it.
    Row big(String id, String subject) throws IOException {
        long events = (1L << 30) / EventFile.bytesPerEvent();
        Path file = folder.resolve("big.ndjson");
        EventFile.write(file, events, 1);
        try {
            return send(id, subject + ", " + (Files.size(file) >> 20) + " MiB", file, events);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
