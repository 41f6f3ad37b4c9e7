package dev.tmctl.cli.terminal;

import dev.tmctl.text.Visible;
import java.util.ArrayList;
import java.util.List;
import org.fusesource.jansi.Ansi;

/// A line, or a part of one, whose parts may have the few colours that the tool uses.
public final class StyledText {
    private final List<Part> parts = new ArrayList<>();

    private enum Style {
        PLAIN,
        LABEL,
        GOOD,
        BAD,
        ERROR
    }

    /// @param text all of it can be seen
    private record Part(Style style, String text) {}

    /// Text as it is.
    public static StyledText of(String text) {
        return new StyledText().plain(text);
    }

    /// Adds text without a colour.
    public StyledText plain(String text) {
        return add(Style.PLAIN, text);
    }

    /// Adds a label beside a value.
    public StyledText label(String text) {
        return add(Style.LABEL, text);
    }

    /// Adds something that works.
    public StyledText good(String text) {
        return add(Style.GOOD, text);
    }

    /// Adds something that does not work.
    public StyledText bad(String text) {
        return add(Style.BAD, text);
    }

    /// Adds the word in front of what failed.
    public StyledText error(String text) {
        return add(Style.ERROR, text);
    }

    /// Adds all of another text.
    public StyledText add(StyledText other) {
        parts.addAll(other.parts);
        return this;
    }

    private StyledText add(Style style, String text) {
        parts.add(new Part(style, Visible.cell(text)));
        return this;
    }

    /// The text for a terminal.
    ///
    /// @param colours whether it has its colours
    String shown(boolean colours) {
        StringBuilder shown = new StringBuilder();
        for (Part part : parts) {
            shown.append(colours && part.style() != Style.PLAIN ? coloured(part) : part.text());
        }
        return shown.toString();
    }

    private static String coloured(Part part) {
        Ansi ansi = Ansi.ansi();
        switch (part.style()) {
            case LABEL -> ansi.bold();
            case GOOD -> ansi.fgGreen();
            case BAD -> ansi.fgRed();
            case ERROR -> ansi.fgBrightRed().bold();
            case PLAIN -> throw new IllegalArgumentException("there is no colour");
        }
        return ansi.a(part.text()).reset().toString();
    }

    /// The text without colours.
    @Override
    public String toString() {
        return shown(false);
    }
}
