package dev.tmctl.cli.output;

import org.fusesource.jansi.Ansi;

/// The few colours that the tool uses, or none.
///
/// @param on whether the output takes colours
public record Palette(boolean on) {
    /// Something works.
    public String good(String text) {
        return on ? Ansi.ansi().fgGreen().a(text).reset().toString() : text;
    }

    /// Something does not.
    public String bad(String text) {
        return on ? Ansi.ansi().fgRed().a(text).reset().toString() : text;
    }

    /// A label beside a value.
    public String label(String text) {
        return on ? Ansi.ansi().bold().a(text).reset().toString() : text;
    }
}
