package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tmctl.json.JsonTrees;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// YAML 1.2 (and so JSON) with bounds: 3 MiB, 50 levels, 50 aliases and none inside an
/// anchored value, no duplicate keys, no recursion.
public final class YamlDocuments {
    private static final int MAX_CHARACTERS = 3 * 1024 * 1024;
    private static final int MAX_ALIASES = 50;
    static final int MAX_DEPTH = 50;

    /// Cuts behind each line's end, so that a document keeps the line ends that it has.
    private static final Pattern LINE_START = Pattern.compile("(?<=\n)|(?<=\r)(?!\n)");

    private YamlDocuments() {}

    /// One document and the lines that it came from, comments included.
    record Document(String text, JsonNode content) {}

    /// Reads every document.
    ///
    /// @param name the manifest's name for error messages
    /// @throws InvalidManifestException when a bound is passed or the text is not YAML
    static List<Document> read(String text, String name) {
        checkSize(text, name);
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setLabel(name)
                .setCodePointLimit(MAX_CHARACTERS)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .build();
        try {
            List<String> texts = split(text, settings);
            List<Document> documents = new ArrayList<>();
            if (texts.isEmpty() && !text.isBlank()) {
                documents.add(new Document(text, NullNode.getInstance()));
            }
            int index = 0;
            for (Object loaded : new Load(settings).loadAllFromString(text)) {
                JsonNode content = JsonTrees.of(loaded);
                documents.add(new Document(index < texts.size() ? texts.get(index) : "", content));
                index++;
            }
            return documents;
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark()
                    .map(mark -> " (line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ")")
                    .orElse("");
            throw new InvalidManifestException(name + " is not valid YAML: " + e.getProblem() + place);
        } catch (YamlEngineException | IllegalArgumentException e) {
            String cause = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new InvalidManifestException(
                    name + " is not valid YAML: " + cause.lines().findFirst().orElse(""));
        } catch (StackOverflowError e) {
            throw new InvalidManifestException(name + " is not valid YAML: it is nested too deeply");
        }
    }

    /// @throws InvalidManifestException when the text is longer than a manifest may be
    static void checkSize(String text, String name) {
        if (text.length() > MAX_CHARACTERS) {
            throw new InvalidManifestException(
                    name + " has " + text.length() + " characters; a manifest has at most " + MAX_CHARACTERS);
        }
    }

    /// One document of plain values as block-style YAML, keys in the order of the map.
    public static String format(Object value) {
        return YamlText.of(value);
    }

    /// The content of a text of at most one document; a missing node for an empty text.
    ///
    /// @param name the file's name for error messages
    /// @throws InvalidManifestException when it is not YAML, too large, or has more documents
    public static JsonNode only(String text, String name) {
        List<Document> documents = read(text, name);
        if (documents.size() > 1) {
            throw new InvalidManifestException(name + " has " + documents.size() + " documents; one is expected");
        }
        return documents.isEmpty()
                ? MissingNode.getInstance()
                : documents.getFirst().content();
    }

    private static List<String> split(String text, LoadSettings settings) {
        List<Integer> starts = new ArrayList<>();
        Deque<Boolean> anchored = new ArrayDeque<>();
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case DocumentStart ->
                    starts.add(((DocumentStartEvent) event)
                            .getStartMark()
                            .map(mark -> mark.getLine())
                            .orElse(0));
                case MappingStart, SequenceStart -> {
                    anchored.push(((NodeEvent) event).getAnchor().isPresent());
                    if (anchored.size() > MAX_DEPTH) {
                        throw new YamlEngineException("it is nested deeper than " + MAX_DEPTH + " levels");
                    }
                }
                case MappingEnd, SequenceEnd -> anchored.pop();
                case Alias -> {
                    // What is repeated may not repeat in turn: a few lines could stand for gigabytes.
                    if (anchored.contains(true)) {
                        throw new YamlEngineException("an alias stands inside an anchored value");
                    }
                }
                default -> {
                    // scalars and the rest do not nest
                }
            }
        }
        List<String> lines = List.of(LINE_START.split(text));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int from = i == 0 ? 0 : starts.get(i);
            int to = i + 1 < starts.size() ? starts.get(i + 1) : lines.size();
            String document = String.join("", lines.subList(Math.min(from, to), to));
            texts.add(document.endsWith("\n") ? document : document + "\n");
        }
        return texts;
    }
}
