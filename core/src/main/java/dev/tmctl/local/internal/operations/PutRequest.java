package dev.tmctl.local.internal.operations;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tmctl.local.internal.model.KinesisException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The input of PutRecord and PutRecords, parsed as a stream of tokens because it is the hot path.
///
/// @param entries the records; null when the member is absent
/// @param sequenceNumberForOrdering PutRecord only
record PutRequest(
        StreamReference stream,
        @Nullable List<PutEntry> entries,
        @Nullable String sequenceNumberForOrdering) {

    /// One record of the input, not yet validated.
    record PutEntry(
            byte @Nullable [] data,
            @Nullable String partitionKey,
            @Nullable String explicitHashKey) {}

    static PutRequest parse(Call call) throws IOException {
        try (JsonParser parser = call.parser()) {
            return new Parser(call.format(), parser).parse();
        } catch (JsonProcessingException malformed) {
            throw Call.malformedBody();
        }
    }

    private static final class Parser {
        private final WireFormat format;
        private final JsonParser parser;
        private @Nullable String name;
        private @Nullable String arn;
        private @Nullable String id;
        private @Nullable String ordering;
        private @Nullable List<PutEntry> entries;

        Parser(WireFormat format, JsonParser parser) {
            this.format = format;
            this.parser = parser;
        }

        PutRequest parse() throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Call.malformedBody();
            }
            PutEntry single = entry(true);
            if (parser.nextToken() != null) {
                throw Call.malformedBody();
            }
            List<PutEntry> records = entries == null ? List.of(single) : entries;
            return new PutRequest(new StreamReference(name, arn, id), records, ordering);
        }

        /// The parser is at the start of the structure; afterwards it is at its end.
        private PutEntry entry(boolean top) throws IOException {
            byte[] data = null;
            String key = null;
            String hash = null;
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                switch (field) {
                    case "Data" -> data = blob();
                    case "PartitionKey" -> key = string();
                    case "ExplicitHashKey" -> hash = string();
                    default -> {
                        if (top) {
                            topField(field);
                        } else {
                            parser.skipChildren();
                        }
                    }
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                throw Call.malformedBody();
            }
            return new PutEntry(data, key, hash);
        }

        private void topField(String field) throws IOException {
            switch (field) {
                case "StreamName" -> name = string();
                case "StreamARN" -> arn = string();
                case "StreamId" -> id = string();
                case "SequenceNumberForOrdering" -> ordering = string();
                case "Records" -> entries = records();
                default -> parser.skipChildren();
            }
        }

        private @Nullable List<PutEntry> records() throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                return null;
            }
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw wrongType("a list");
            }
            List<PutEntry> records = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw wrongType("a structure");
                }
                // One too many is enough to refuse the request, so no more are kept.
                if (records.size() > Constraints.RECORDS_MAX) {
                    parser.skipChildren();
                } else {
                    records.add(entry(false));
                }
            }
            return records;
        }

        private @Nullable String string() throws IOException {
            return switch (parser.currentToken()) {
                case VALUE_NULL -> null;
                case VALUE_STRING -> WireText.checked(parser.getText());
                default -> throw wrongType("a String");
            };
        }

        private byte @Nullable [] blob() throws IOException {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.VALUE_NULL) {
                return null;
            }
            JsonToken expected = format == WireFormat.CBOR ? JsonToken.VALUE_EMBEDDED_OBJECT : JsonToken.VALUE_STRING;
            if (token != expected) {
                throw wrongType("a Blob");
            }
            return parser.getBinaryValue();
        }

        private KinesisException wrongType(String expected) {
            JsonToken token = parser.currentToken();
            return KinesisException.serialization(
                    switch (token) {
                        case null -> "Unexpected end of the request body";
                        case START_ARRAY -> "Start of list found where not expected";
                        case START_OBJECT -> "Start of structure or map found where not expected.";
                        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER_VALUE can not be converted to " + expected;
                        case VALUE_TRUE -> "TRUE_VALUE can not be converted to " + expected;
                        case VALUE_FALSE -> "FALSE_VALUE can not be converted to " + expected;
                        case VALUE_EMBEDDED_OBJECT -> "BYTES_VALUE can not be converted to " + expected;
                        default -> "STRING_VALUE can not be converted to " + expected;
                    });
        }
    }
}
