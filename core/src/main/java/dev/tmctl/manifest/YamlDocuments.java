package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tmctl.json.JsonTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
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
            BoundedEvents events = new BoundedEvents(new ParserImpl(settings, new StreamReader(settings, text)));
            Composer composer = new Composer(settings, events);
            StandardConstructor constructor = new StandardConstructor(settings);
            List<JsonNode> contents = new ArrayList<>();
            while (composer.hasNext()) {
                contents.add(JsonTrees.of(constructor.constructSingleDocument(Optional.of(composer.next()))));
            }
            return documents(text, events.starts(), contents);
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

    /// @param starts the line of each document's start
    private static List<Document> documents(String text, List<Integer> starts, List<JsonNode> contents) {
        List<Document> documents = new ArrayList<>();
        if (contents.isEmpty() && !text.isBlank()) {
            documents.add(new Document(text, NullNode.getInstance()));
        }
        List<String> lines = List.of(LINE_START.split(text));
        for (int i = 0; i < contents.size(); i++) {
            int from = i == 0 ? 0 : starts.get(i);
            int to = i + 1 < starts.size() ? starts.get(i + 1) : lines.size();
            String document = String.join("", lines.subList(Math.min(from, to), to));
            documents.add(new Document(document.endsWith("\n") ? document : document + "\n", contents.get(i)));
        }
        return documents;
    }
}
