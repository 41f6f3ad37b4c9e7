package dev.tmctl.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.files.PrivateFiles;
import dev.tmctl.manifest.YamlDocuments;
import dev.tmctl.target.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Upstream's `config.yaml`, a YAML map. Lines that are not ours, and comments, stay as they are.
///
/// It is read by its lines, because every command reads it and a YAML parser takes longer than many commands; what is
/// written is checked with the parser.
public final class ConfigFile {
    private static final String VALUE = "\"([^\"\\\\\\r\\n]*)\"|'([^'\\r\\n]*)'|([^\\s#\"'&*!|>%@`{\\[][^#\\r\\n]*?)";

    /// Plain words that YAML 1.1 or 1.2 takes for something else than text.
    private static final Set<String> NOT_TEXT =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf");

    private final Path home;
    private final Path path;

    private ConfigFile(Path home) {
        this.home = home;
        this.path = home.resolve("config.yaml");
    }

    /// The file in the tool's home; it need not exist.
    public static ConfigFile in(Path home) {
        return new ConfigFile(home);
    }

    /// Where it is.
    public Path path() {
        return path;
    }

    /// The value of a key, or null when the file has none.
    public @Nullable String get(String key) throws IOException {
        Matcher line = line(key).matcher(text());
        if (!line.find()) {
            return null;
        }
        for (int quoting = 2; quoting <= 4; quoting++) {
            if (line.group(quoting) != null) {
                return line.group(quoting).strip();
            }
        }
        return null;
    }

    /// Sets a key; the file is made where it is missing.
    ///
    /// @throws InvalidInputException when the file is of a form that cannot be changed line by line
    public void set(String key, String value) throws IOException {
        String before = text();
        Matcher line = line(key).matcher(before);
        String written = key + ": " + scalar(value);
        String after;
        if (line.find()) {
            after = before.substring(0, line.start(1)) + scalar(value) + before.substring(line.end(1));
        } else {
            String end = before.contains("\r\n") ? "\r\n" : "\n";
            after = before + (before.isEmpty() || before.endsWith("\n") ? "" : end) + written + end;
        }
        replace(before, after, key, value);
    }

    /// Removes a key with its line.
    ///
    /// @return whether the file had it
    /// @throws InvalidInputException when the file is of a form that cannot be changed line by line
    public boolean unset(String key) throws IOException {
        String before = text();
        Matcher line = line(key).matcher(before);
        if (!line.find()) {
            if (content(before).has(key)) {
                throw unfit("the value of " + key + " is not on a line of its own");
            }
            return false;
        }
        int end = line.end();
        while (end < before.length() && (before.charAt(end) == '\r' || before.charAt(end) == '\n')) {
            if (before.charAt(end++) == '\n') {
                break;
            }
        }
        replace(before, before.substring(0, line.start()) + before.substring(end), key, null);
        return true;
    }

    private void replace(String before, String after, String key, @Nullable String value) throws IOException {
        ObjectNode expected = content(before);
        if (value == null) {
            expected.remove(key);
        } else {
            expected.put(key, value);
        }
        if (!content(after).equals(expected)) {
            throw unfit("it is not a map with one key on each line");
        }
        PrivateFiles.createFolder(home);
        // a link to a file elsewhere stays a link
        PrivateFiles.replace(Files.exists(path) ? path.toRealPath() : path, after);
    }

    private ObjectNode content(String text) {
        JsonNode content = YamlDocuments.only(text, path.toString());
        if (content instanceof ObjectNode map) {
            return map;
        }
        if (content.isNull() || content.isMissingNode()) {
            return JsonNodeFactory.instance.objectNode();
        }
        throw unfit("it is not a map of keys and values");
    }

    private InvalidInputException unfit(String why) {
        return new InvalidInputException("config.yaml", path + " cannot be changed here, edit it by hand: " + why);
    }

    private String text() throws IOException {
        return Files.exists(path) ? Files.readString(path) : "";
    }

    private static Pattern line(String key) {
        return Pattern.compile("(?m)^" + Pattern.quote(key) + "[ \\t]*:[ \\t]+(" + VALUE + ")[ \\t]*(?:[ \\t]#.*)?$");
    }

    private static String scalar(String value) {
        boolean plain = Character.isLetter(value.charAt(0)) && !NOT_TEXT.contains(value);
        return plain ? value : '"' + value + '"';
    }
}
