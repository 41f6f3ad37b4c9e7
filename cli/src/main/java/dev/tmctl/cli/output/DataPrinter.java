package dev.tmctl.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.manifest.YamlDocuments;
import dev.tmctl.text.Visible;
import java.io.PrintWriter;

/// Prints what programs read: a line of JSON or a YAML document for each value. Their texts have escapes in
/// the place of what cannot be seen, with the same value, so that also people may look at them.
public final class DataPrinter {
    private final PrintWriter out;

    public DataPrinter(ConsoleIO console) {
        this.out = console.data();
    }

    /// Prints a value as JSON on one line and shows it at once.
    public void json(JsonNode value) {
        addJson(value.toString());
        out.flush();
    }

    /// Prints JSON that may be shown later, with others.
    ///
    /// @param line valid JSON without line ends
    void addJson(String line) {
        out.println(Visible.json(line));
    }

    /// Prints a value as a YAML document and shows it at once.
    ///
    /// @param plain maps, lists, texts, numbers, flags and null
    public void yaml(Object plain) {
        addYaml(plain);
        out.flush();
    }

    /// Prints a YAML document that may be shown later, with others.
    void addYaml(Object plain) {
        out.print("---\n" + YamlDocuments.format(plain));
    }
}
