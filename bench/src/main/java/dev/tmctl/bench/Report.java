package dev.tmctl.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prints rows and demands for people or for programs.
final class Report {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> HEAD = List.of(
            "SUBJECT",
            "ENDPOINT",
            "RECORDS/S",
            "P50 MS",
            "P99 MS",
            "CPU S/1M",
            "PEAK MIB",
            "LOST",
            "DUPL.",
            "UNORDERED",
            "NOTE");

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void table(List<Row> rows, List<Demand> demands) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        for (Row row : rows) {
            lines.add(List.of(
                    row.subject(),
                    row.endpoint(),
                    number("%,.0f", row.perSecond()),
                    number("%.1f", row.p50Millis()),
                    number("%.1f", row.p99Millis()),
                    number("%.1f", row.cpuPerMillion()),
                    number("%.0f", row.peakMib()),
                    count(row.lost()),
                    count(row.duplicated()),
                    count(row.outOfOrder()),
                    row.note()));
        }
        print(lines, 2);
        out.println();
        lines.clear();
        lines.add(List.of("RATIO OR FIGURE", "IS", "MUST BE", "HOLDS"));
        for (Demand demand : demands) {
            lines.add(List.of(
                    demand.what(),
                    demand.isKnown() ? number("%,.2f", demand.ratio()) : "-",
                    demand.isKnown()
                            ? (demand.least() ? "at least " : "at most ") + number("%,.4g", demand.bound())
                            : "-",
                    demand.isKnown() ? (demand.holds() ? "yes" : "NO") : demand.open()));
        }
        print(lines, 1);
    }

    /// One object per line.
    void json(List<Row> rows, List<Demand> demands) throws JsonProcessingException {
        for (Row row : rows) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.put("id", row.id()).put("subject", row.subject()).put("endpoint", row.endpoint());
            put(object, "recordsPerSecond", row.perSecond());
            put(object, "p50Millis", row.p50Millis());
            put(object, "p99Millis", row.p99Millis());
            put(object, "cpuSecondsPerMillion", row.cpuPerMillion());
            put(object, "peakMib", row.peakMib());
            put(object, "lost", row.lost() < 0 ? Double.NaN : row.lost());
            put(object, "duplicated", row.duplicated() < 0 ? Double.NaN : row.duplicated());
            put(object, "outOfOrder", row.outOfOrder() < 0 ? Double.NaN : row.outOfOrder());
            object.put("note", row.note());
            out.println(MAPPER.writeValueAsString(object));
        }
        for (Demand demand : demands) {
            ObjectNode object = JsonNodeFactory.instance.objectNode().put("ratio", demand.what());
            put(object, "is", demand.isKnown() ? demand.ratio() : Double.NaN);
            put(object, demand.least() ? "atLeast" : "atMost", demand.bound());
            if (demand.isKnown()) {
                object.put("holds", demand.holds());
            } else {
                object.put("open", demand.open());
            }
            out.println(MAPPER.writeValueAsString(object));
        }
    }

    private static void put(ObjectNode object, String name, double value) {
        if (Double.isNaN(value)) {
            object.putNull(name);
        } else {
            object.put(name, value);
        }
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static String count(long value) {
        return value < 0 ? "-" : Long.toString(value);
    }

    /// @param texts how many columns are text from the left; the others are numbers, but for the last
    private void print(List<List<String>> lines, int texts) {
        int columns = lines.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = line.get(i);
                String blanks = " ".repeat(widths[i] - cell.length());
                boolean left = i < texts || i == columns - 1;
                text.append(left ? cell + blanks : blanks + cell).append("  ");
            }
            out.println(text.toString().stripTrailing());
        }
    }
}
