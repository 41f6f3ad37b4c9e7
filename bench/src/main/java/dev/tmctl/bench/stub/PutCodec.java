package dev.tmctl.bench.stub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.tmctl.bench.stub.Ledger.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads PutRecord and PutRecords, and writes their answers, as little as it takes.
final class PutCodec {
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory CBOR = new CBORFactory();
    private static final String SEQUENCE_HEAD = "49" + "0".repeat(42);
    private static final int RECORD_ANSWER = 128;

    private final JsonFactory factory;

    private PutCodec(JsonFactory factory) {
        this.factory = factory;
    }

    static PutCodec of(String contentType) {
        return new PutCodec(contentType.contains("cbor") ? CBOR : JSON);
    }

    /// The records of a request, in their order.
    List<Entry> read(byte[] body) throws IOException {
        List<Entry> entries = new ArrayList<>();
        byte[] data = new byte[0];
        String key = "";
        String hash = "";
        try (JsonParser parser = factory.createParser(body)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    depth++;
                } else if (token == JsonToken.END_OBJECT) {
                    depth--;
                    if (!key.isEmpty()) {
                        entries.add(new Entry(key, hash, data));
                        key = "";
                        hash = "";
                    }
                    if (depth == 0) {
                        break;
                    }
                } else if (token == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (name.equals("Data")) {
                        data = parser.getBinaryValue();
                    } else if (name.equals("PartitionKey")) {
                        key = parser.getText();
                    } else if (name.equals("ExplicitHashKey")) {
                        hash = parser.getText();
                    } else if (value == JsonToken.START_OBJECT) {
                        depth++;
                    }
                }
            }
        }
        return entries;
    }

    /// The answer to PutRecords.
    byte[] answers(List<Entry> entries, long firstSequence) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(RECORD_ANSWER * (entries.size() + 1));
        try (JsonGenerator generator = factory.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeNumberField("FailedRecordCount", 0);
            generator.writeStringField("EncryptionType", "NONE");
            generator.writeArrayFieldStart("Records");
            for (int i = 0; i < entries.size(); i++) {
                generator.writeStartObject();
                result(generator, entries.get(i), firstSequence + i);
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        return out.toByteArray();
    }

    /// The answer to PutRecord.
    byte[] answer(Entry entry, long sequence) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2 * RECORD_ANSWER);
        try (JsonGenerator generator = factory.createGenerator(out)) {
            generator.writeStartObject();
            result(generator, entry, sequence);
            generator.writeStringField("EncryptionType", "NONE");
            generator.writeEndObject();
        }
        return out.toByteArray();
    }

    private void result(JsonGenerator generator, Entry entry, long sequence) throws IOException {
        String digits = Long.toString(sequence);
        generator.writeStringField("SequenceNumber", SEQUENCE_HEAD + "0".repeat(12 - digits.length()) + digits);
        generator.writeStringField("ShardId", Shards.of(entry));
    }

    /// The factory for other answers.
    JsonFactory factory() {
        return factory;
    }
}
