package dev.tmctl.cli.output;

import dev.tmctl.cli.terminal.Columns;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// A table of left-aligned columns, as wide as their content, of which all can be seen.
public final class TextTable {
    private static final String GAP = "   ";

    private final List<List<String>> rows = new ArrayList<>();

    /// Adds a row; the first one is the header.
    public TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /// Prints the rows.
    public void print(PrintWriter out) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], Columns.of(row.get(i)));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(Columns.padded(row.get(i), widths[i])).append(GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
