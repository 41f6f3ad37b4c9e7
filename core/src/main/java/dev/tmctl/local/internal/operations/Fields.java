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

    private static final int MILLIS_DIGITS = 3;

    /// The last one whose milliseconds are a long.
    private static final BigDecimal LATEST_SECOND = BigDecimal.valueOf(Long.MAX_VALUE / 1000);

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
        return WireText.checked(value.textValue());
    }

    @Nullable
    Integer integer(String name) {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        try {
            return decimal(value, "an Integer").intValueExact();
        } catch (ArithmeticException outOfRange) {
            throw wrongType(value, "an Integer");
        }
    }

    /// @throws KinesisException also for what CBOR has beside numbers, such as infinity
    private static BigDecimal decimal(JsonNode value, String expected) {
        boolean infinite =
                value.isFloatingPointNumber() && !value.isBigDecimal() && !Double.isFinite(value.doubleValue());
        if (!value.isNumber() || infinite) {
            throw wrongType(value, expected);
        }
        return value.decimalValue();
    }

    /// A time, in milliseconds since the epoch.
    @Nullable
    Long timestamp(String name) {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        BigDecimal time = decimal(value, "a Timestamp");
        boolean inMillis = format == WireFormat.CBOR && value.isIntegralNumber();
        if (time.abs().compareTo(LATEST_SECOND) > 0 && !(inMillis && isLong(time))) {
            throw wrongType(value, "a Timestamp");
        }
        BigDecimal millis = inMillis ? time : time.movePointRight(MILLIS_DIGITS);
        // The scale of a number close to 0 can be as large as its exponent, and take that many digits to remove.
        return millis.abs().compareTo(BigDecimal.ONE) < 0
                ? 0
                : millis.setScale(0, RoundingMode.DOWN).longValueExact();
    }

    private static boolean isLong(BigDecimal number) {
        return number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
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
            map.put(WireText.checked(entry.getKey()), text(entry.getValue()));
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
