package dev.tmctl.adapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.json.FlatObject;
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

    private static final JsonFactory FACTORY = new JsonFactory();

    private OutcomesJson() {}

    static byte[] write(List<Outcome> outcomes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(outcomes.size() * 128);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
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
            List<FlatObject> objects = FlatObject.readArray(body);
            if (objects == null) {
                return null;
            }
            List<Outcome> outcomes = new ArrayList<>(objects.size());
            for (FlatObject object : objects) {
                Outcome outcome = object.fields().containsKey("kind") ? failure(object) : result(object);
                if (outcome == null) {
                    return null;
                }
                outcomes.add(outcome);
            }
            return outcomes;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /// The outcome that a result event's data tells, or null when the bytes are something else.
    static @Nullable Outcome readResult(byte[] body) {
        try {
            FlatObject object = FlatObject.readOuter(body);
            return object == null ? null : result(object);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable Outcome result(FlatObject result) {
        String shard = result.text("ShardId");
        String sequenceNumber = result.text("SequenceNumber");
        String encryption = result.text("EncryptionType");
        return shard == null || sequenceNumber == null || encryption == null
                ? null
                : new Outcome.Delivered(shard, sequenceNumber, encryption);
    }

    /// @throws IllegalArgumentException when the kind or the attempts are none that are known
    private static Outcome failure(FlatObject failure) {
        String attempts = failure.fields().get("attempts");
        return new Outcome.Failed(
                FailureKind.valueOf(String.valueOf(failure.text("kind"))),
                textOrNothing(failure, "code"),
                textOrNothing(failure, "message"),
                failure.text("requestId"),
                attempts == null ? 1 : Integer.parseInt(attempts));
    }

    private static String textOrNothing(FlatObject failure, String name) {
        String text = failure.text(name);
        return text == null ? "" : text;
    }
}
