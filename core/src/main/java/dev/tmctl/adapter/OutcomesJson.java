package dev.tmctl.adapter;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of each event of a batch, for a client of ours that asks for it. CloudEvents defines no such answer, so
/// that others get results only when every event is stored.
final class OutcomesJson {
    /// The request header that asks.
    static final String HEADER = "tmctl-outcomes";

    /// Its value.
    static final String EACH = "each";

    static final String MEDIA_TYPE = "application/vnd.tmctl.outcomes+json";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectReader JSON = MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private OutcomesJson() {}

    static byte[] write(List<Outcome> outcomes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(outcomes.size() * 128);
        try (JsonGenerator json = MAPPER.getFactory().createGenerator(bytes)) {
            json.writeStartArray();
            for (Outcome outcome : outcomes) {
                json.writeStartObject();
                switch (outcome) {
                    case Outcome.Delivered stored -> {
                        json.writeStringField("ShardId", stored.shardId());
                        json.writeStringField("SequenceNumber", stored.sequenceNumber());
                        json.writeStringField("EncryptionType", stored.encryptionType());
                    }
                    case Outcome.Failed failure -> {
                        json.writeStringField("kind", failure.kind().name());
                        json.writeStringField("code", failure.code());
                        json.writeStringField("message", failure.message());
                        json.writeStringField("requestId", failure.requestId());
                        json.writeNumberField("attempts", failure.attempts());
                    }
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// The outcomes, or null when the bytes are something else.
    static @Nullable List<Outcome> read(byte[] body) {
        try {
            JsonNode array = JSON.readTree(body);
            List<Outcome> outcomes = new ArrayList<>();
            for (JsonNode node : array) {
                Outcome outcome = node.has("kind") ? failure(node) : result(node);
                if (outcome == null) {
                    return null;
                }
                outcomes.add(outcome);
            }
            return array.isArray() ? outcomes : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /// The outcome that a result event's data tells, or null when the bytes are something else.
    static @Nullable Outcome readResult(byte[] body) {
        try {
            return result(JSON.readTree(body));
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable Outcome result(JsonNode result) {
        JsonNode shard = result.path("ShardId");
        JsonNode sequenceNumber = result.path("SequenceNumber");
        JsonNode encryption = result.path("EncryptionType");
        return shard.isTextual() && sequenceNumber.isTextual() && encryption.isTextual()
                ? new Outcome.Delivered(shard.textValue(), sequenceNumber.textValue(), encryption.textValue())
                : null;
    }

    private static Outcome failure(JsonNode node) {
        return new Outcome.Failed(
                FailureKind.valueOf(node.path("kind").asText()),
                node.path("code").asText(),
                node.path("message").asText(),
                node.path("requestId").isTextual() ? node.path("requestId").textValue() : null,
                node.path("attempts").asInt(1));
    }
}
