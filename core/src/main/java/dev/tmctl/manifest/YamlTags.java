package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/// What tags say of values: those of JSON's types are taken, as a cluster takes them. Others would be lost.
final class YamlTags {
    private static final String STANDARD = "tag:yaml.org,2002:";
    private static final Set<String> TEXTS = Set.of("!", "!!str", "!!timestamp");
    private static final Set<String> COLLECTIONS = Set.of("!", "!!map", "!!seq");

    private YamlTags() {}

    /// Whether it is the key `<<`, and not a text that looks like it.
    static boolean isMerge(Event key) {
        return key instanceof ScalarEvent scalar
                && scalar.getValue().equals(YamlMerge.KEY)
                && (tag(scalar).equals("!!merge") || tag(scalar).isEmpty() && scalar.isPlain());
    }

    /// The value of a scalar.
    ///
    /// @throws TreeBounds.PassedException when its tag is not known, or is that of another type
    static JsonNode scalar(ScalarEvent event) {
        String tag = tag(event);
        String text = event.getValue();
        if (tag.isEmpty()) {
            return event.isPlain() ? YamlScalars.plain(text) : TextNode.valueOf(text);
        }
        if (TEXTS.contains(tag)) {
            return TextNode.valueOf(text);
        }
        JsonNode value = YamlScalars.plain(text);
        boolean fits = switch (tag) {
            case "!!int" -> value.isIntegralNumber();
            case "!!float" -> value.isNumber();
            case "!!bool" -> value.isBoolean();
            case "!!null" -> value.isNull();
            default -> throw unknown(tag);
        };
        if (!fits) {
            throw new TreeBounds.PassedException("this is no " + tag + ", as its tag says");
        }
        return value;
    }

    /// @throws TreeBounds.PassedException when the tag of a map or a list is not known
    static void check(CollectionStartEvent event) {
        String tag = tag(event.getTag().orElse(""));
        if (!tag.isEmpty() && !COLLECTIONS.contains(tag)) {
            throw unknown(tag);
        }
    }

    private static TreeBounds.PassedException unknown(String tag) {
        return new TreeBounds.PassedException("the tag " + tag + " is not known here; leave it out");
    }

    private static String tag(ScalarEvent event) {
        return tag(event.getTag().orElse(""));
    }

    private static String tag(String tag) {
        return tag.startsWith(STANDARD) ? "!!" + tag.substring(STANDARD.length()) : tag;
    }
}
