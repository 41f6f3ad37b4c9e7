package dev.tmctl.cli.completion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The hand-written part of a script, with places such as `@COMMANDS@` for what comes from the commands.
final class Template {
    private static final Pattern PLACE = Pattern.compile("@[A-Z_]+@");

    private String text;

    private Template(String text) {
        this.text = text;
    }

    /// Reads a template.
    ///
    /// @param name a file beside this class
    static Template read(String name) {
        try (InputStream in = Template.class.getResourceAsStream("template/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no template " + name);
            }
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts lines in a place.
    Template with(String place, List<String> lines) {
        return with(place, String.join("\n", lines));
    }

    /// Puts a text in a place.
    ///
    /// @throws IllegalArgumentException when there is no such place
    Template with(String place, String value) {
        String mark = "@" + place + "@";
        if (!text.contains(mark)) {
            throw new IllegalArgumentException("the template has no place " + mark);
        }
        text = text.replace(mark, value);
        return this;
    }

    /// The text without its last line end, to be put in another.
    String part() {
        return finished().stripTrailing();
    }

    /// The whole text.
    ///
    /// @throws IllegalStateException when a place is empty still
    String finished() {
        Matcher place = PLACE.matcher(text);
        if (place.find()) {
            throw new IllegalStateException(place.group() + " is not filled");
        }
        return text;
    }
}
