package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.manifest.TreeBounds.Amount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.ComposerException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;

/// Makes trees of the events of a YAML parser, one for each document, within the [TreeBounds].
final class YamlTrees {
    private final Parser events;
    private final TreeBounds bounds = new TreeBounds();
    private final List<Integer> starts = new ArrayList<>();
    private final Map<String, Anchored> anchors = new HashMap<>();

    YamlTrees(Parser events) {
        this.events = events;
    }

    /// A value that aliases stand for.
    ///
    /// @param value null until its end is read
    private record Anchored(@Nullable JsonNode value, Amount amount) {}

    /// The lines, from 0, where the documents start that were read so far.
    List<Integer> starts() {
        return starts;
    }

    /// The content of the next document, or null behind the last one.
    ///
    /// @throws YamlEngineException when it is not YAML, passes a bound, or has no JSON
    @Nullable
    JsonNode next() {
        Event event = events.next();
        while (event.getEventId() != Event.ID.DocumentStart) {
            if (event.getEventId() == Event.ID.StreamEnd) {
                return null;
            }
            event = events.next();
        }
        starts.add(event.getStartMark().map(Mark::getLine).orElse(0));
        anchors.clear();
        return value(events.next());
    }

    private JsonNode value(Event event) {
        try {
            return event instanceof AliasEvent alias ? repeated(alias) : anchored((NodeEvent) event);
        } catch (TreeBounds.PassedException e) {
            throw wrong(event, e.problem());
        }
    }

    private JsonNode repeated(AliasEvent alias) {
        String name = alias.getAlias().getValue();
        Anchored anchor = anchors.get(name);
        if (anchor == null) {
            throw wrong(alias, "found undefined alias " + name);
        }
        JsonNode value = anchor.value();
        if (value == null) {
            throw wrong(alias, "the alias " + name + " stands inside the value that it stands for");
        }
        bounds.repeat(anchor.amount(), height(value));
        return value.deepCopy();
    }

    private static int height(JsonNode node) {
        int highest = 0;
        for (JsonNode child : node) {
            highest = Math.max(highest, height(child));
        }
        return node.isContainerNode() ? highest + 1 : 0;
    }

    private JsonNode anchored(NodeEvent event) {
        String anchor = event.getAnchor().map(Anchor::getValue).orElse(null);
        Amount before = bounds.counted();
        if (anchor != null) {
            anchors.put(anchor, new Anchored(null, before));
        }
        JsonNode value = own(event);
        if (anchor != null) {
            anchors.put(anchor, new Anchored(value, bounds.counted().minus(before)));
        }
        return value;
    }

    private JsonNode own(NodeEvent event) {
        if (event instanceof ScalarEvent scalar) {
            bounds.count(scalar.getValue().length());
            return YamlTags.scalar(scalar);
        }
        YamlTags.check((CollectionStartEvent) event);
        bounds.enter();
        JsonNode collection = event.getEventId() == Event.ID.MappingStart ? map() : list();
        bounds.leave();
        return collection;
    }

    private ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            list.add(value(event));
            event = events.next();
        }
        return list;
    }

    private ObjectNode map() {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        YamlMerge merge = null;
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            if (YamlTags.isMerge(event)) {
                if (merge != null) {
                    throw wrong(event, "found duplicate key " + YamlMerge.KEY);
                }
                Event merged = events.next();
                merge = YamlMerge.of(value(merged), map);
                if (merge == null) {
                    throw wrong(merged, "<< merges a map or a list of maps, and this is neither");
                }
            } else {
                String key = key(event, value(event));
                JsonNode value = value(events.next());
                if (map.has(key)) {
                    throw wrong(event, "found duplicate key " + key);
                }
                map.set(key, value);
            }
            event = events.next();
        }
        if (merge != null) {
            String unclear = merge.addTo(map);
            if (unclear != null) {
                throw wrong(
                        event,
                        "the key " + unclear + " stands before << and has another value there; readers of YAML differ, "
                                + "so put << first");
            }
        }
        return map;
    }

    /// As kubectl: flags and integers become texts.
    private String key(Event event, JsonNode key) {
        if (key.isTextual() || key.isBoolean() || key.isIntegralNumber()) {
            return key.asText();
        }
        String kind = key.isContainerNode() ? "a map or a list" : key.isNull() ? "empty" : "a fraction";
        throw wrong(event, "a key is " + kind + "; expected a text, put it in quotes");
    }

    private static YamlEngineException wrong(Event event, String problem) {
        Optional<Mark> place = event.getStartMark();
        return new ComposerException(problem, place);
    }
}
