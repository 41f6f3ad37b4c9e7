package dev.tmctl.bench.torture;

import dev.tmctl.bench.process.ProcFigures;
import dev.tmctl.bench.subject.Clients;
import dev.tmctl.http.RawConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// Tortures a running adapter while a sender that behaves well goes on, and tells what that sender noticed.
@Command(name = "torture.sh", mixinStandardHelpOptions = true, sortOptions = false)
public final class Torture implements Callable<Integer> {
    private static final int PER_SECOND = 500;
    private static final double MAX_P99_MILLIS = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    @Option(names = "--adapter", required = true, description = "The adapter's URL.")
    URI adapter = URI.create("/");

    @Option(names = "--pid", required = true, description = "The adapter's process.")
    long pid;

    @Option(names = "--kinesis", required = true, description = "The local Kinesis that it stores in.")
    URI kinesis = URI.create("/");

    @Option(names = "--stream", required = true, description = "The stream there.")
    String stream = "";

    @Option(names = "--minutes", description = "How long (default: ${DEFAULT-VALUE}).")
    double minutes = 30;

    @Option(names = "--seed", description = "Decides the order of attacks (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(names = "--only", paramLabel = "ATTACK", description = "Run this attack alone.")
    String only = "";

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Torture()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Histogram> attacks = new TreeMap<>();
        long quarter = (long) (minutes * 15e9);
        long sent;
        long retries;
        double[] millis;
        double[] peaks = new double[4];
        try (SteadySender sender = new SteadySender(adapter.getPort(), PER_SECOND)) {
            Thread.sleep(WARM_UP);
            attacks.put("none", sender.recent());
            Attacks next = new Attacks(adapter.getPort(), seed, only);
            long start = System.nanoTime();
            while (System.nanoTime() - start < 4 * quarter) {
                String attack = next.next();
                attacks.merge(attack, sender.recent(), Torture::sum);
                int at = (int) Math.min(3, (System.nanoTime() - start) / quarter);
                peaks[at] = Math.max(peaks[at], ProcFigures.residentMib(pid));
            }
            sender.finish();
            sent = sender.sent();
            retries = sender.retries();
            millis = new double[] {sender.millis(50), sender.millis(99), sender.millis(99.9), sender.millis(100)};
        }
        long lost = lost(sent);
        String inFlight = awaitNothingInFlight();
        System.out.printf(Locale.ROOT, "%-24s %8s %9s %9s%n", "STEADY EVENTS DURING", "EVENTS", "P99 MS", "MAX MS");
        attacks.forEach((attack, micros) -> System.out.printf(
                Locale.ROOT,
                "%-24s %8d %9.1f %9.1f%n",
                attack,
                micros.getTotalCount(),
                micros.getValueAtPercentile(99) / 1000.0,
                micros.getMaxValue() / 1000.0));
        System.out.printf(
                Locale.ROOT,
                "steady events: %d sent, %d lost, %d sent again; p50 %.1f, p99 %.1f, p99.9 %.1f, highest %.1f ms%n",
                sent,
                lost,
                retries,
                millis[0],
                millis[1],
                millis[2],
                millis[3]);
        System.out.printf(
                Locale.ROOT,
                "resident MiB, highest of each quarter: %.0f, %.0f, %.0f, %.0f%n",
                peaks[0],
                peaks[1],
                peaks[2],
                peaks[3]);
        System.out.println("in flight at the end: " + inFlight);
        boolean holds = lost == 0 && millis[1] < MAX_P99_MILLIS && inFlight.equals("0 bytes, 0 requests");
        System.out.println(holds ? "holds" : "DOES NOT HOLD");
        return holds ? 0 : 1;
    }

    private static Histogram sum(Histogram one, Histogram other) {
        one.add(other);
        return one;
    }

    /// How many of the steady events are not in the stream.
    private long lost(long sent) {
        Set<Long> found = ConcurrentHashMap.newKeySet();
        try (KinesisClient client = Clients.of(kinesis)) {
            String shard = client.listShards(r -> r.streamName(stream))
                    .shards()
                    .getFirst()
                    .shardId();
            String iterator = client.getShardIterator(
                            r -> r.streamName(stream).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            while (iterator != null) {
                String at = iterator;
                GetRecordsResponse records = client.getRecords(r -> r.shardIterator(at));
                records.records().forEach(record -> {
                    String data = record.data().asString(StandardCharsets.UTF_8);
                    if (data.startsWith("steady ")) {
                        found.add(Long.parseLong(data.substring("steady ".length())));
                    }
                });
                boolean end = records.records().isEmpty() && records.millisBehindLatest() == 0;
                iterator = end ? null : records.nextShardIterator();
            }
        }
        return LongStream.range(0, sent)
                .filter(number -> !found.contains(number))
                .count();
    }

    private String awaitNothingInFlight() throws IOException, InterruptedException {
        String held = "";
        for (int i = 0; i < 60 && !held.equals("0 bytes, 0 requests"); i++) {
            Thread.sleep(Duration.ofSeconds(1));
            String metrics;
            try (RawConnection connection = new RawConnection(adapter.getPort())) {
                metrics = connection
                        .send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .read()
                        .body();
            }
            held = metric(metrics, "tmctl_http_bytes_in_flight") + " bytes, "
                    + metric(metrics, "tmctl_http_requests_in_flight") + " requests";
        }
        return held;
    }

    private static long metric(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElse(-1);
    }
}
