package dev.tmctl.bench;

import dev.tmctl.bench.load.EventFile;
import dev.tmctl.delivery.EventRecords;
import dev.tmctl.delivery.engine.PendingRecord;
import dev.tmctl.event.EventDefaults;
import dev.tmctl.event.EventStream;
import dev.tmctl.event.EventStream.Element;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// The bulk send's hot path: a line of a file of CloudEvents with 1 KiB of data each to a stream record.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class FileLineToRecord {
    private static final int LINES = 1000;

    private final EventRecords records = new EventRecords();
    private final EventDefaults defaults = EventDefaults.of(Map.of());
    private byte[] file = new byte[0];

    /// Makes the lines.
    @Setup
    public void prepare() throws IOException {
        Path path = Files.createTempFile("bench", ".ndjson");
        EventFile.write(path, LINES, LINES);
        file = Files.readAllBytes(path);
        Files.delete(path);
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public void lines(Blackhole hole) throws IOException {
        try (EventStream stream = EventStream.open(new ByteArrayInputStream(file), defaults)) {
            for (Element element = stream.next(); element != null; element = stream.next()) {
                if (element.event() == null) {
                    throw new IOException("line " + element.position() + " is no event");
                }
                PendingRecord record = records.of(element.event());
                hole.consume(record);
            }
        }
    }
}
