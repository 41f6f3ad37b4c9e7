package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// YAML (and so JSON) as a cluster reads it, within the [TreeBounds], without duplicate keys and recursion.
public final class YamlDocuments {
    /// Cuts behind each line's end, so that a document keeps the line ends that it has.
    private static final Pattern LINE_START = Pattern.compile("(?<=\n)|(?<=\r)(?!\n)");

    /// YAML's own limit. The library does not name it: it finds no colon within that many characters.
    private static final int LONGEST_KEY = 1_024;

    private YamlDocuments() {}

    /// One document and the lines that it came from, comments included.
    record Document(String text, JsonNode content) {}

    /// Reads every document.
    ///
    /// @param name the manifest's name for error messages
    /// @throws InvalidManifestException when a bound is passed or the text is not YAML
    static List<Document> read(String text, String name) {
        checkSize(text, name);
        String yaml = ByteOrderMarks.withoutIn(text);
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setCodePointLimit(TreeBounds.MAX_CHARACTERS)
                .build();
        YamlTrees trees = new YamlTrees(new ParserImpl(settings, new StreamReader(settings, yaml)));
        try {
            List<JsonNode> contents = new ArrayList<>();
            for (JsonNode content = trees.next(); content != null; content = trees.next()) {
                contents.add(content);
            }
            return documents(yaml, trees.starts(), contents);
        } catch (MarkedYamlEngineException e) {
            throw new InvalidManifestException(name + " is not valid YAML: " + problem(e)
                    + e.getProblemMark()
                            .map(mark -> place(mark.getLine(), mark.getColumn()))
                            .orElse(""));
        } catch (ReaderException e) {
            throw new InvalidManifestException(name + " is not valid YAML: " + notPrintable(e.getCodePoint(), yaml));
        } catch (YamlEngineException e) {
            String cause = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new InvalidManifestException(
                    name + " is not valid YAML: " + cause.lines().findFirst().orElse(""));
        }
    }

    private static String problem(MarkedYamlEngineException e) {
        boolean noColon = Stream.of("expected ':'", "but got :", "mapping values are not allowed here")
                .anyMatch(e.getProblem()::contains);
        boolean longLine = e.getProblemMark()
                .filter(mark -> mark.getColumn() > LONGEST_KEY)
                .isPresent();
        return noColon && longLine
                ? "a key has more than " + LONGEST_KEY + " characters, or a colon is missing or one too many"
                : e.getProblem();
    }

    private static String notPrintable(int character, String yaml) {
        String before = yaml.substring(0, Math.max(0, yaml.indexOf(character)));
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return "it has the character U+%04X, which may only stand in double quotes, as \"\\u%04x\""
                        .formatted(character, character)
                + place(line, before.length() - before.lastIndexOf('\n') - 1);
    }

    /// @param line from 0, like the column
    private static String place(int line, int column) {
        return " (line " + (line + 1) + ", column " + (column + 1) + ")";
    }

    /// @throws InvalidManifestException when the text is longer than a manifest may be
    static void checkSize(String text, String name) {
        if (text.length() > TreeBounds.MAX_CHARACTERS) {
            throw new InvalidManifestException(name + " has " + text.length() + " characters; a manifest has at most "
                    + TreeBounds.MAX_CHARACTERS);
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
