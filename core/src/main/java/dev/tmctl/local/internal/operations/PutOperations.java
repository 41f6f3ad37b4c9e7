package dev.tmctl.local.internal.operations;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.tmctl.local.internal.model.HashKey;
import dev.tmctl.local.internal.model.KinesisException;
import dev.tmctl.local.internal.model.KinesisStream;
import dev.tmctl.local.internal.model.Position;
import dev.tmctl.local.internal.model.SequenceNumber;
import dev.tmctl.local.internal.model.Shard;
import dev.tmctl.local.internal.operations.PutRequest.PutEntry;
import dev.tmctl.local.internal.store.NewRecord;
import dev.tmctl.local.internal.store.StreamStorage;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// PutRecord and PutRecords (<https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html>).
final class PutOperations {

    /// Data and partition keys of one PutRecords call.
    private static final long REQUEST_BYTES_MAX = 10L * 1024 * 1024;

    private static final SerializableString SEQUENCE_NUMBER = new SerializedString("SequenceNumber");
    private static final SerializableString SHARD_ID = new SerializedString("ShardId");
    private static final SerializableString ERROR_CODE = new SerializedString("ErrorCode");
    private static final SerializableString ERROR_MESSAGE = new SerializedString("ErrorMessage");

    private final OperationContext context;

    PutOperations(OperationContext context) {
        this.context = context;
    }

    Answer putRecord(Call call) throws IOException {
        PutRequest request = PutRequest.parse(call);
        PutEntry entry = request.entries() == null
                ? new PutEntry(null, null, null)
                : request.entries().getFirst();
        Violations violations = request.stream().validate(new Violations());
        validate(violations, "", entry);
        String ordering = request.sequenceNumberForOrdering();
        violations
                .pattern("sequenceNumberForOrdering", ordering, Constraints.SEQUENCE_NUMBER)
                .check();
        StreamStorage storage = context.storage(request.stream());
        List<RoutedRecord> records = records(List.of(entry), storage.stream());
        Position after = ordering == null ? null : minimum(ordering, storage);
        PutOutcome outcome = new RecordWriter(context, storage).write(records, after);
        String error = outcome.errorCode(0);
        if (error != null) {
            throw error.equals(PutOutcome.THROTTLED)
                    ? KinesisException.throughputExceeded(outcome.errorMessage(0))
                    : KinesisException.internalFailure();
        }
        return writer -> writer.string("ShardId", outcome.shardId(0))
                .string("SequenceNumber", outcome.sequenceNumber(0))
                .string("EncryptionType", "NONE");
    }

    Answer putRecords(Call call) throws IOException {
        PutRequest request = PutRequest.parse(call);
        List<PutEntry> entries = request.entries();
        Violations violations = request.stream().validate(new Violations()).required("records", entries);
        if (entries == null) {
            violations.check();
            throw new IllegalStateException("a missing list is a violation");
        }
        violations.size("records", entries, 1, Constraints.RECORDS_MAX);
        for (int i = 0; i < entries.size(); i++) {
            PutEntry entry = entries.get(i);
            if (!isPlainlyValid(entry)) {
                validate(violations, "records." + (i + 1) + ".member.", entry);
            }
        }
        violations.check();
        StreamStorage storage = context.storage(request.stream());
        List<RoutedRecord> records = records(entries, storage.stream());
        long total =
                records.stream().mapToLong(record -> record.record().size()).sum();
        if (total > REQUEST_BYTES_MAX) {
            throw KinesisException.invalidArgument("Records size exceeds 10 MiB limit");
        }
        PutOutcome outcome = new RecordWriter(context, storage).write(records, null);
        return writer -> {
            writer.number("FailedRecordCount", outcome.failures());
            JsonGenerator generator = writer.generator();
            generator.writeArrayFieldStart("Records");
            for (int i = 0; i < outcome.size(); i++) {
                writeEntry(generator, outcome, i);
            }
            generator.writeEndArray();
            writer.string("EncryptionType", "NONE");
        };
    }

    private static void writeEntry(JsonGenerator generator, PutOutcome outcome, int i) throws IOException {
        generator.writeStartObject();
        String error = outcome.errorCode(i);
        if (error == null) {
            generator.writeFieldName(SEQUENCE_NUMBER);
            generator.writeString(outcome.sequenceNumber(i));
            generator.writeFieldName(SHARD_ID);
            generator.writeString(outcome.shardId(i));
        } else {
            generator.writeFieldName(ERROR_CODE);
            generator.writeString(error);
            generator.writeFieldName(ERROR_MESSAGE);
            generator.writeString(outcome.errorMessage(i));
        }
        generator.writeEndObject();
    }

    /// Spares the common case the paths that only violations need.
    private static boolean isPlainlyValid(PutEntry entry) {
        String key = entry.partitionKey();
        return entry.explicitHashKey() == null
                && key != null
                && !key.isEmpty()
                && key.length() <= Constraints.PARTITION_KEY_MAX
                && entry.data() != null
                && entry.data().length <= Constraints.DATA_MAX;
    }

    private static void validate(Violations violations, String path, PutEntry entry) {
        violations
                .required(path + "data", entry.data())
                .bytes(path + "data", entry.data(), Constraints.DATA_MAX)
                .required(path + "partitionKey", entry.partitionKey())
                .length(path + "partitionKey", entry.partitionKey(), 1, Constraints.PARTITION_KEY_MAX)
                .pattern(path + "explicitHashKey", entry.explicitHashKey(), Constraints.HASH_KEY);
    }

    private static List<RoutedRecord> records(List<PutEntry> entries, KinesisStream stream) {
        Md5 md5 = new Md5();
        long limit = stream.maxRecordSizeBytes();
        List<RoutedRecord> records = new ArrayList<>(entries.size());
        for (PutEntry entry : entries) {
            if (entry.partitionKey() == null || entry.data() == null) {
                throw new IllegalStateException("validated before");
            }
            byte[] key = entry.partitionKey().getBytes(StandardCharsets.UTF_8);
            NewRecord record = new NewRecord(key, entry.data());
            if (record.size() > limit) {
                throw KinesisException.invalidArgument("Record size of " + record.size()
                        + " bytes, data and partition key, exceeds the maximum record size of " + limit
                        + " bytes of stream " + stream.name() + ".");
            }
            HashKey hash = entry.explicitHashKey() == null ? md5.hashKey(key) : explicit(entry.explicitHashKey());
            records.add(new RoutedRecord(record, hash));
        }
        return records;
    }

    private static HashKey explicit(String decimal) {
        BigInteger value = new BigInteger(decimal);
        if (value.compareTo(HashKey.COUNT) >= 0) {
            throw KinesisException.invalidArgument(
                    "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was "
                            + decimal);
        }
        return HashKey.of(value);
    }

    /// @return null where every record that comes is after it anyway
    private @Nullable Position minimum(String ordering, StreamStorage storage) throws IOException {
        if (ordering.equals("0")) {
            return null;
        }
        KinesisStream stream = storage.stream();
        SequenceNumber number = SequenceNumber.parse(ordering)
                .filter(parsed -> parsed.shardIndex() < stream.nextShardIndex())
                .orElseThrow(() -> invalidOrdering(ordering, stream));
        if (number.position().millis() < context.clock().millis()) {
            return null;
        }
        // A number that no record has would move the sequence numbers of the shard, perhaps to their end.
        Optional<Shard> shard = stream.shards().stream()
                .filter(candidate -> candidate.index() == number.shardIndex())
                .findFirst();
        if (shard.isEmpty()
                || number.position().isAfter(storage.log(shard.get()).last())) {
            throw invalidOrdering(ordering, stream);
        }
        return number.position();
    }

    private KinesisException invalidOrdering(String ordering, KinesisStream stream) {
        return KinesisException.invalidArgument("ExclusiveMinimumSequenceNumber " + ordering
                + " used in PutRecord on stream " + stream.name() + " under account " + context.accountId()
                + " is invalid.");
    }
}
