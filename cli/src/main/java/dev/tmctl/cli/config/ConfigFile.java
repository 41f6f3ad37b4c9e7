package dev.tmctl.cli.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.files.BoundedFile;
import dev.tmctl.files.PrivateFiles;
import dev.tmctl.manifest.InvalidManifestException;
import dev.tmctl.target.InvalidInputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Upstream's `config.yaml`, a YAML map. Lines that are not ours, and comments, stay as they are.
public final class ConfigFile {
    /// Plain words that YAML 1.1 or 1.2 takes for something else than text.
    private static final Set<String> NOT_TEXT =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf");

    /// Far more than settings and their comments take. What is looked at on every start of a command has to
    /// be short.
    private static final int MAX_BYTES = 64 * 1024;

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
    ///
    /// @throws InvalidConfigException when anything in the file is wrong
    public @Nullable String get(String key) throws IOException {
        ConfigContent content = content();
        if (!content.mistakes().isEmpty()) {
            throw new InvalidConfigException(path, content.mistakes());
        }
        return content.values().get(key);
    }

    /// The value of a key as far as the file can be read, allowed or not; null when there is none.
    @Nullable
    String readable(String key) throws IOException {
        return content().values().get(key);
    }

    /// All that is wrong with the file, in its order.
    public List<ConfigMistake> mistakes() throws IOException {
        return content().mistakes();
    }

    /// Sets a key; the file is made where it is missing.
    ///
    /// @throws InvalidConfigException when other lines of the file are not valid YAML
    /// @throws InvalidInputException when the file is of a form that cannot be changed line by line
    public void set(String key, String value) throws IOException {
        ConfigText before = text();
        ConfigText after = before.with(key, scalar(value));
        ObjectNode expected = mapOf(before);
        ObjectNode changed = mapOf(after);
        if (expected == null && changed == null) {
            throw new InvalidConfigException(path, ConfigContent.of(before).mistakes());
        }
        boolean fits = changed != null
                && (expected == null
                        ? changed.path(key).asText().equals(value)
                        : changed.equals(expected.put(key, value)));
        if (!fits) {
            throw unfit("it is not a map with one key on each line");
        }
        replace(after);
    }

    /// Removes a key with its lines, whatever they hold.
    ///
    /// @return whether the file had it
    /// @throws InvalidInputException when the file is of a form that cannot be changed line by line
    public boolean unset(String key) throws IOException {
        ConfigText before = text();
        ObjectNode expected = mapOf(before);
        if (!before.keys().contains(key)) {
            if (expected != null && expected.has(key)) {
                throw unfit("the value of " + key + " is not on a line of its own");
            }
            return false;
        }
        ConfigText after = before.without(key);
        if (expected != null) {
            expected.remove(key);
            if (!expected.equals(mapOf(after))) {
                throw unfit("it is not a map with one key on each line");
            }
        }
        replace(after);
        return true;
    }

    private void replace(ConfigText text) throws IOException {
        PrivateFiles.createFolder(home);
        // a link to a file elsewhere stays a link
        PrivateFiles.replace(Files.exists(path) ? path.toRealPath() : path, text.text());
    }

    private static @Nullable ObjectNode mapOf(ConfigText text) {
        try {
            return ConfigContent.map(text);
        } catch (InvalidManifestException e) {
            return null;
        }
    }

    private InvalidInputException unfit(String why) {
        return new InvalidInputException("config.yaml", path + " cannot be changed here, edit it by hand: " + why);
    }

    private ConfigContent content() throws IOException {
        try {
            return ConfigContent.of(text());
        } catch (InvalidConfigException e) {
            return new ConfigContent(Map.of(), e.mistakes());
        }
    }

    private ConfigText text() throws IOException {
        try {
            if (Files.exists(path) && Files.size(path) > MAX_BYTES) {
                throw new InvalidConfigException(
                        path, List.of(new ConfigMistake(null, "has more than " + MAX_BYTES + " bytes")));
            }
            String text = Files.exists(path) ? BoundedFile.ownText(path, MAX_BYTES) : "";
            return new ConfigText(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new InvalidConfigException(path, List.of(new ConfigMistake(null, "is not UTF-8 text")));
        }
    }

    private static String scalar(String value) {
        boolean plain = Character.isLetter(value.charAt(0)) && !NOT_TEXT.contains(value);
        return plain ? value : '"' + value + '"';
    }
}
