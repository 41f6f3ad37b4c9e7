package dev.tmctl.dump;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.tmctl.json.JsonTrees;
import dev.tmctl.manifest.YamlDocuments;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.text.Visible;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Targets as something to run elsewhere.
///
/// @param platform where
/// @param documents the objects or the compose file, keys sorted
/// @param envFile the variables that a compose file takes its keys from, or null when there are none
/// @param warnings what the user should know of it
public record Dump(
        Platform platform,
        List<Map<String, Object>> documents,
        @Nullable EnvFile envFile,
        List<Warning> warnings) {

    /// Something that the user should know.
    ///
    /// @param next the command that does better, or null
    public record Warning(String text, @Nullable String next) {}

    private static final ObjectWriter JSON = JsonTrees.mapper()
            .writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")))
            .with(new GoEscapes());

    /// Dumps targets in their order.
    ///
    /// @throws InvalidInputException when one cannot run there
    public static Dump of(List<KinesisTarget> targets, Platform platform, DumpOptions options) {
        return new DumpRun(targets, platform, options).dump();
    }

    /// The text, ended by an empty line as upstream's.
    public String text(DumpFormat format) {
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> document : documents) {
            switch (format) {
                case YAML -> {
                    text.append(platform == Platform.DOCKER_COMPOSE ? "" : "---\n");
                    text.append(YamlDocuments.format(document));
                }
                case JSON -> text.append(json(document)).append('\n');
            }
        }
        return text.append('\n').toString();
    }

    private static String json(Map<String, Object> document) {
        try {
            return Visible.json(JSON.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values have a JSON form", e);
        }
    }
}
