package dev.tmctl.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What must hold between rows of the same run.
final class Demands {
    private static final String FAST = "stub 0 ms";
    private static final String SLOW = "stub 20 ms";

    private final List<Row> rows;
    private final List<Demand> demands = new ArrayList<>();

    Demands(List<Row> rows) {
        this.rows = rows;
    }

    /// Those whose rows were measured.
    List<Demand> all() {
        rates("(a1) / (d), 64 connections, 0 ms", "a1", FAST, "d", "-", 0.6);
        rates("(a1) / (d-relay), 64 connections, 0 ms", "a1", FAST, "d-relay", FAST, 0.6);
        rates("(a1) / (e) one loop, 20 ms", "a1", SLOW, "e1", SLOW, 10);
        rates("(a2) / (e) 64 threads, 20 ms", "a2", SLOW, "e64", SLOW, 10);
        for (String endpoint : List.of(FAST, SLOW, "local")) {
            rates("(b) / (c) one loop, " + endpoint, "b", endpoint, "c1", endpoint, 0.8);
            rates("(b) / (c) as many requests in flight, " + endpoint, "b", endpoint, "c16", endpoint, 0.8);
        }
        for (String endpoint : List.of(FAST, SLOW)) {
            rates("(b) / (f) aggregation off, " + endpoint, "b", endpoint, "f", endpoint, 1);
            rates("(b) / (f) aggregation on, " + endpoint, "b", endpoint, "f-agg", endpoint, 1);
        }
        rates("local Kinesis / kinesalite, JSON", "local-json", "itself", "kinesalite-json", "itself", 5);
        rates("local Kinesis / kinesalite, CBOR", "local-cbor", "itself", "kinesalite-cbor", "itself", 5);
        most("adapter at 5,000 events/s: peak MiB", "steady", Row::peakMib, 200);
        least("adapter at 5,000 events/s: events/s", "steady", Row::perSecond, 4_950);
        most("1 GiB file: peak MiB", "big", Row::peakMib, 256);
        most(
                "records lost, all rows",
                rows.stream().mapToLong(row -> Math.max(0, row.lost())).sum(),
                0);
        most(
                "records duplicated, all rows",
                rows.stream().mapToLong(row -> Math.max(0, row.duplicated())).sum(),
                0);
        most("(b) ordered: out of order", "b-ordered", Row::outOfOrder, 0);
        return demands;
    }

    private void rates(
            String what, String left, String leftEndpoint, String right, String rightEndpoint, double bound) {
        Row first = find(left, leftEndpoint);
        Row second = find(right, rightEndpoint);
        if (first != null && second != null) {
            demands.add(
                    Double.isNaN(first.perSecond()) || Double.isNaN(second.perSecond())
                            ? Demand.open(what, Double.isNaN(first.perSecond()) ? first.note() : second.note())
                            : Demand.atLeast(what, first.perSecond(), second.perSecond(), bound));
        }
    }

    private void least(String what, String id, ToDoubleFunction<Row> figure, double bound) {
        Row row = find(id, FAST);
        if (row != null) {
            demands.add(Demand.atLeast(what, figure.applyAsDouble(row), 1, bound));
        }
    }

    private void most(String what, String id, ToDoubleFunction<Row> figure, double bound) {
        Row row = find(id, FAST);
        if (row != null) {
            demands.add(Demand.atMost(what, figure.applyAsDouble(row), 1, bound));
        }
    }

    private void most(String what, long figure, double bound) {
        demands.add(Demand.atMost(what, (double) figure, 1, bound));
    }

    private @Nullable Row find(String id, String endpoint) {
        for (Row row : rows) {
            if (row.id().equals(id) && row.endpoint().equals(endpoint)) {
                return row;
            }
        }
        return null;
    }
}
