package dev.tmctl.delivery;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.tmctl.event.AttributeText;
import dev.tmctl.event.Sha256;
import dev.tmctl.event.Utf8;
import dev.tmctl.json.JsonInput;
import dev.tmctl.json.JsonScalar;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.InvalidValueException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.PartitionRule;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The partition key of an event under its target's rule; the target's fixed key where the event has no
/// value. The event is not modified.
public final class PartitionKeys {
    private PartitionKeys() {}

    /// The key of an event's record under a target's rule.
    public static PartitionKey of(CloudEvent event, KinesisTarget target) {
        PartitionRule rule = target.partitioning().partitionFrom();
        if (rule == null) {
            return target.partitionKey();
        }
        String value = value(event, rule);
        if (value == null || value.isEmpty()) {
            return target.partitionKey();
        }
        try {
            return new PartitionKey(value);
        } catch (InvalidValueException e) {
            return new PartitionKey(hash(value));
        }
    }

    private static @Nullable String value(CloudEvent event, PartitionRule rule) {
        return switch (rule.kind()) {
            case PARTITIONKEY -> extension(event, "partitionkey");
            case SUBJECT -> event.getSubject();
            case SOURCE -> event.getSource().toString();
            case TYPE -> event.getType();
            case ID -> event.getId();
            case EXTENSION -> extension(event, rule.argument());
            case DATA -> data(event, rule.argument());
            case RANDOM -> {
                // nobody has to guess it, so the fast source of randomness will do
                ThreadLocalRandom random = ThreadLocalRandom.current();
                yield new UUID(random.nextLong(), random.nextLong()).toString();
            }
        };
    }

    private static @Nullable String extension(CloudEvent event, String name) {
        Object value = event.getExtension(name);
        return value == null ? null : AttributeText.of(value);
    }

    /// A string, number or boolean as it is spelled; what is no JSON, or an object or array, has no value.
    ///
    /// @throws InvalidInputException when there may be one that cannot be read
    private static @Nullable String data(CloudEvent event, String pointer) {
        if (event.getData() == null) {
            return null;
        }
        String value;
        try {
            value = JsonScalar.at(event.getData().toBytes(), JsonPointer.compile(pointer));
        } catch (StreamConstraintsException e) {
            throw new InvalidInputException("data", JsonInput.problem(e) + ", so there is no partition key in it");
        } catch (IOException e) {
            return null;
        }
        if (value != null && Utf8.encodeOrNull(value) == null) {
            throw new InvalidInputException(
                    "data", "holds half of a surrogate pair at " + pointer + ", which is no partition key");
        }
        return value;
    }

    /// What Kinesis does not take as a key (over 256 characters) is replaced by the SHA-256 of its UTF-8
    /// bytes in hexadecimal digits.
    private static String hash(String value) {
        return Sha256.hex(value);
    }
}
