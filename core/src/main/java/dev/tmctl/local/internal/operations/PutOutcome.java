package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.SequenceNumber;
import dev.tmctl.local.internal.model.Shard;
import org.jspecify.annotations.Nullable;

/// What became of each record of a put, by its index in the request.
final class PutOutcome {

    static final String THROTTLED = "ProvisionedThroughputExceededException";
    static final String FAILED = "InternalFailure";

    private final @Nullable Shard[] shards;
    private final long[] millis;
    private final long[] counters;
    private final @Nullable String[] errorCodes;
    private final @Nullable String[] errorMessages;
    private int failures;

    PutOutcome(int size) {
        shards = new Shard[size];
        millis = new long[size];
        counters = new long[size];
        errorCodes = new String[size];
        errorMessages = new String[size];
    }

    void written(int i, Shard shard, long arrivalMillis, long counter) {
        shards[i] = shard;
        millis[i] = arrivalMillis;
        counters[i] = counter;
    }

    void failed(int i, String code, String message) {
        errorCodes[i] = code;
        errorMessages[i] = message;
        failures++;
    }

    int size() {
        return millis.length;
    }

    int failures() {
        return failures;
    }

    @Nullable
    String errorCode(int i) {
        return errorCodes[i];
    }

    String errorMessage(int i) {
        String message = errorMessages[i];
        return message == null ? "" : message;
    }

    String shardId(int i) {
        return shard(i).id();
    }

    String sequenceNumber(int i) {
        return SequenceNumber.format(millis[i], counters[i], shard(i).index());
    }

    private Shard shard(int i) {
        Shard shard = shards[i];
        if (shard == null) {
            throw new IllegalStateException("record " + i + " was not written");
        }
        return shard;
    }
}
