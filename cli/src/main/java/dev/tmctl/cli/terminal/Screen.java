package dev.tmctl.cli.terminal;

import dev.tmctl.text.Visible;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import org.fusesource.jansi.Ansi;

/// Standard output or standard error as people read it. Text comes out without anything that a terminal acts
/// on beside line feeds and tabs, wherever the text is from and in a pipe too; the tool's own colours are
/// added behind that.
public final class Screen extends PrintWriter {
    private final PrintWriter raw;
    private final BooleanSupplier colours;
    private boolean drawn;

    /// @param raw takes what is shown
    /// @param colours whether there are colours; asked when the first is needed
    public Screen(PrintWriter raw, BooleanSupplier colours) {
        super(raw);
        this.raw = raw;
        this.colours = colours;
    }

    @Override
    public void write(int c) {
        write(Character.toString((char) c));
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        write(new String(buffer, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) {
        String visible = Visible.text(text.substring(offset, offset + length));
        synchronized (lock) {
            erase();
            super.write(visible, 0, visible.length());
        }
    }

    /// Prints one line.
    public void println(StyledText line) {
        String shown = line.shown(colours.getAsBoolean());
        synchronized (lock) {
            erase();
            raw.println(shown);
        }
    }

    /// Draws a line of a terminal again and again, and shows it at once. It gives way to whatever is printed.
    ///
    /// @param line has room on the terminal
    public void draw(String line) {
        synchronized (lock) {
            raw.print(Ansi.ansi().cursorToColumn(1).a(Visible.cell(line)).eraseLine(Ansi.Erase.FORWARD));
            raw.flush();
            drawn = true;
        }
    }

    /// Takes the line away that was drawn, if there is one.
    public void erase() {
        synchronized (lock) {
            if (drawn) {
                raw.print(Ansi.ansi().cursorToColumn(1).eraseLine(Ansi.Erase.FORWARD));
                raw.flush();
                drawn = false;
            }
        }
    }

    /// Past the filter: for text of the tool itself that has sequences in it, such as help pages in colours.
    /// Nothing from outside may be in it.
    public PrintWriter unfiltered() {
        return raw;
    }
}
