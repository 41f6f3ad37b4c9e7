package dev.tmctl.cli.output;

import dev.tmctl.delivery.DeliveryStats;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// An engine's figures in words.
public final class StatsTable {
    private StatsTable() {}

    /// Labels and values, in the order in which they are shown.
    public static Map<String, String> rows(DeliveryStats.Snapshot stats) {
        Map<String, String> rows = new LinkedHashMap<>();
        String each = stats.requests() == 0 ? "" : ", " + records(stats.delivered() / stats.requests()) + " each";
        rows.put("Requests", number(stats.requests()) + each);
        rows.put("Retries", number(stats.retries()) + codes(stats.retriesByCode()));
        rows.put("Throttled", number(stats.throttles()));
        long failed = stats.failuresByCode().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        rows.put("Failed for good", number(failed) + codes(stats.failuresByCode()));
        rows.put("Record latency", latency(stats.record()));
        rows.put("Request latency", latency(stats.request()));
        stats.byShard().forEach((shard, count) -> rows.put(shard, records(count)));
        return rows;
    }

    private static String codes(Map<String, Long> counts) {
        StringBuilder text = new StringBuilder();
        counts.forEach((code, count) -> text.append(text.isEmpty() ? " (" : ", ")
                .append(code)
                .append(' ')
                .append(number(count)));
        return text.isEmpty() ? "" : text + ")";
    }

    private static String latency(DeliveryStats.Latency latency) {
        return String.format(
                Locale.ROOT, "p50 %.1f ms, p99 %.1f ms, max %.1f ms", latency.p50(), latency.p99(), latency.max());
    }

    private static String records(long count) {
        return number(count) + (count == 1 ? " record" : " records");
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
