package dev.tmctl.delivery;

import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import io.cloudevents.CloudEvent;

/// What can be said of an event's record without asking Kinesis.
public final class RecordRules {
    private RecordRules() {}

    /// Checks that a record can be made of an event, and that some stream may take it.
    ///
    /// @throws InvalidInputException with what is wrong
    public static void check(CloudEvent event, KinesisTarget target) {
        int size = StreamRecord.of(event, target).sizeInBytes();
        if (size > RecordLimit.LARGEST_BYTES) {
            throw new InvalidInputException(
                    "event",
                    "its record has " + size + " bytes with its partition key; a stream takes at most "
                            + RecordLimit.LARGEST_BYTES);
        }
    }
}
