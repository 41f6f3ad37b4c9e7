package dev.tmctl.cli.send;

import dev.tmctl.cli.terminal.Columns;
import dev.tmctl.delivery.DeliveryStats;
import dev.tmctl.delivery.bulk.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How far a bulk send has come, in one line: settled events, retries, throttles and the time that is left.
/// Where there is not enough room, what matters least is left out, and a sign says so.
final class ProgressText {
    private static final double MIB = 1024 * 1024;
    private static final double NANOS = 1e9;
    private static final String GAP = "  ";
    private static final String LESS = " …";

    private final List<Part> parts = new ArrayList<>();

    /// @param rank the part with the highest rank is left out first
    private record Part(int rank, String text) {}

    /// @param begin where in the input the run began, in bytes
    /// @param nanos how long it has run
    /// @param total the input's size in bytes, or 0 when nobody knows
    ProgressText(Progress reached, long begin, DeliveryStats.Snapshot stats, long nanos, long total) {
        double seconds = Math.max(nanos / NANOS, 1e-3);
        long bytes = reached.inputBytes() - begin;
        long delivered = reached.delivered();
        add(0, String.format(Locale.ROOT, "%,d %s", delivered, delivered == 1 ? "event" : "events"));
        add(5, String.format(Locale.ROOT, "%,.1f MiB", bytes / MIB));
        add(4, String.format(Locale.ROOT, "%,.0f/s", delivered / seconds));
        count(1, reached.failed(), "failed");
        count(7, stats.retries(), stats.retries() == 1 ? "retry" : "retries");
        count(6, stats.throttles(), "throttled");
        if (total > 0) {
            add(2, Math.min(100, 100 * reached.inputBytes() / total) + "%");
        }
        if (total > 0 && bytes > 0) {
            long left = (long) (seconds * Math.max(0, total - reached.inputBytes()) / bytes);
            add(3, String.format(Locale.ROOT, "%d:%02d left", left / 60, left % 60));
        }
    }

    private void add(int rank, String text) {
        parts.add(new Part(rank, text));
    }

    private void count(int rank, long count, String what) {
        if (count > 0) {
            add(rank, String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }

    /// All of it.
    String whole() {
        return joined(parts);
    }

    /// What has room.
    ///
    /// @param columns at least 1
    String within(int columns) {
        String line = whole();
        List<Part> left = new ArrayList<>(parts);
        while (Columns.of(line) > columns && left.size() > 1) {
            left.stream().max(Comparator.comparingInt(Part::rank)).ifPresent(left::remove);
            line = joined(left) + LESS;
        }
        return Columns.cut(line, columns);
    }

    private static String joined(List<Part> parts) {
        return parts.stream().map(Part::text).collect(Collectors.joining(GAP));
    }
}
