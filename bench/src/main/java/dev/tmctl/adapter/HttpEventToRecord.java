package dev.tmctl.adapter;

import dev.tmctl.bench.load.Payload;
import dev.tmctl.delivery.EventRecords;
import dev.tmctl.delivery.engine.PendingRecord;
import dev.tmctl.http.InFlight;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The adapter's hot path: headers and body of one event with 1 KiB of data to a stream record.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class HttpEventToRecord {
    private final Map<String, List<String>> headers = new TreeMap<>(Map.of(
            "content-type", List.of("application/json"),
            "content-length", List.of("1024"),
            "host", List.of("127.0.0.1:8080"),
            "ce-specversion", List.of("1.0"),
            "ce-id", List.of("000000000001"),
            "ce-source", List.of("bench"),
            "ce-type", List.of("bench.event"),
            "ce-partitionkey", List.of("key-0001")));
    private final byte[] body = Payload.of("key-0001", 1);
    private final EventRecords records = new EventRecords();
    private final InFlight.Ticket room = new InFlight(Long.MAX_VALUE, body.length, 1, Duration.ofSeconds(1)).enter();

    @Benchmark
    public PendingRecord binary() {
        return records.of(HttpEvents.read(headers, body, room).events().getFirst());
    }
}
