package dev.tmctl.local.internal.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.local.internal.model.KinesisException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The members of a structure in a request. A member that is absent or null is null; one of another type is a
/// SerializationException.
final class Fields {

    private final WireFormat format;
    private final ObjectNode node;

    Fields(WireFormat format, ObjectNode node) {
        this.format = format;
        this.node = node;
    }

    @Nullable
    String string(String name) {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        return text(value);
    }

    private static String text(JsonNode value) {
        if (!value.isTextual()) {
            throw wrongType(value, "a String");
        }
        return value.textValue();
    }

    @Nullable
    Integer integer(String name) {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            throw wrongType(value, "an Integer");
        }
        return value.intValue();
    }

    /// A time, in milliseconds since the epoch.
    @Nullable
    Long timestamp(String name) {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            throw wrongType(value, "a Timestamp");
        }
        if (format == WireFormat.CBOR && value.isIntegralNumber()) {
            return value.longValue();
        }
        BigDecimal millis = value.decimalValue().movePointRight(3);
        return millis.setScale(0, RoundingMode.DOWN).longValue();
    }

    @Nullable
    Fields structure(String name) {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return new Fields(format, object);
        }
        throw wrongType(value, "a structure");
    }

    @Nullable
    List<String> strings(String name) {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            throw wrongType(value, "a list");
        }
        List<String> strings = new ArrayList<>();
        value.forEach(element -> strings.add(text(element)));
        return strings;
    }

    @Nullable
    NavigableMap<String, String> map(String name) {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            throw wrongType(value, "a map");
        }
        NavigableMap<String, String> map = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            map.put(entry.getKey(), text(entry.getValue()));
        }
        return map;
    }

    private @Nullable JsonNode present(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static KinesisException wrongType(JsonNode value, String expected) {
        return KinesisException.serialization(
                switch (value.getNodeType()) {
                    case ARRAY -> "Start of list found where not expected";
                    case OBJECT -> "Start of structure or map found where not expected.";
                    case BOOLEAN ->
                        (value.booleanValue() ? "TRUE" : "FALSE") + "_VALUE can not be converted to " + expected;
                    default -> value.getNodeType() + "_VALUE can not be converted to " + expected;
                });
    }
}
