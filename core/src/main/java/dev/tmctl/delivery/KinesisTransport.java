package dev.tmctl.delivery;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.aws.MissingCredentialsException;
import dev.tmctl.delivery.engine.PendingRecord;
import dev.tmctl.delivery.engine.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// Carries requests to Kinesis.
///
/// A single record goes by PutRecord and several go by PutRecords; where a policy allows only one of the two,
/// that one carries both.
final class KinesisTransport implements Transport {
    /// PutRecords takes this many records.
    private static final int MAX_RECORDS = 500;

    /// PutRecords takes 10 MiB, partition keys counted; streams that were never asked for large records may
    /// still hold to the older 5 MiB.
    private static final int MAX_BYTES = 5 * 1024 * 1024;

    private final AwsClients clients;
    private final Duration attemptTimeout;
    private final RecordLimit limit;
    private volatile PutCalls calls;
    private @Nullable PutCalls jsonCalls;
    private volatile boolean encodingProven;
    private volatile boolean noPutRecord;
    private volatile boolean noPutRecords;

    /// @param limit receives when Kinesis says that a record is too large
    KinesisTransport(AwsClients clients, Duration attemptTimeout, RecordLimit limit) {
        this.clients = clients;
        this.attemptTimeout = attemptTimeout;
        this.limit = limit;
        boolean json = clients.cborDisabled();
        this.calls = calls(json);
        // AWS itself takes CBOR; an emulator may not.
        this.encodingProven = json || !clients.hasEndpointOverride();
    }

    private PutCalls calls(boolean json) {
        KinesisClient client = clients.deliveryClient(attemptTimeout, json);
        return new PutCalls(client, clients.target().arn());
    }

    @Override
    public int maxRecords() {
        return MAX_RECORDS;
    }

    @Override
    public int maxBytes() {
        return MAX_BYTES;
    }

    @Override
    public Result send(List<PendingRecord> batch) {
        try {
            return allowed(batch);
        } catch (SdkException | MissingCredentialsException e) {
            return refused(AwsFailures.of(e), batch);
        }
    }

    private Result allowed(List<PendingRecord> batch) {
        boolean single = batch.size() == 1;
        if (single ? noPutRecord : noPutRecords) {
            return otherCall(batch);
        }
        try {
            return encoded(batch, single);
        } catch (SdkException e) {
            if (!AwsFailures.isAccessDenied(e)) {
                throw e;
            }
            return denied(batch, e);
        }
    }

    /// The policy may allow only the other call. The first refusal stands if that one is not allowed either,
    /// or not known; what else keeps it from passing says nothing about the policy.
    private Result denied(List<PendingRecord> batch, SdkException denial) {
        Result result;
        try {
            result = otherCall(batch);
        } catch (SdkException e) {
            throw AwsFailures.isAccessDenied(e) || AwsFailures.isOfSomethingElse(e) ? denial : e;
        }
        if (batch.size() == 1) {
            noPutRecord = true;
        } else {
            noPutRecords = true;
        }
        return result;
    }

    private Result otherCall(List<PendingRecord> batch) {
        if (batch.size() == 1) {
            return encoded(batch, false);
        }
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        Outcome.Failed ofAll = null;
        for (PendingRecord record : batch) {
            if (ofAll != null) {
                // each would wait as long as the one before, one after the other
                outcomes.add(ofAll);
                continue;
            }
            try {
                Result one = encoded(List.of(record), true);
                outcomes.add(((Answered) one).outcomes().getFirst());
            } catch (SdkException | MissingCredentialsException e) {
                if (outcomes.isEmpty()) {
                    throw e;
                }
                Outcome.Failed failure = amongOthers(AwsFailures.of(e));
                outcomes.add(failure);
                note(failure, record);
                ofAll = saysNothingOfTheRecord(failure) ? failure : null;
            }
        }
        return new Answered(outcomes);
    }

    /// Credentials that may be others for the next request are no reason to give up what is left of this one.
    private Outcome.Failed amongOthers(Outcome.Failed failure) {
        boolean passesLater = AwsFailures.isExpiry(failure) ? othersMayCome() : AwsFailures.worthOneMore(failure);
        return passesLater
                ? new Outcome.Failed(FailureKind.SERVICE, failure.code(), failure.message(), failure.requestId(), 1)
                : failure;
    }

    private static boolean saysNothingOfTheRecord(Outcome.Failed failure) {
        return failure.kind() == FailureKind.UNREACHABLE
                || failure.kind() == FailureKind.CREDENTIALS
                || AwsFailures.worthOneMore(failure);
    }

    /// Some emulators answer CBOR with an error of their own: as long as nothing has passed, JSON is tried too.
    private Result encoded(List<PendingRecord> batch, boolean single) {
        PutCalls used = calls;
        try {
            Result result = put(used, batch, single);
            encodingProven = true;
            return result;
        } catch (SdkException e) {
            if (!AwsFailures.mayBeTheEncoding(e)) {
                throw e;
            }
            if (used != calls) {
                // another request has found out since this one left
                return put(calls, batch, single);
            }
            if (encodingProven) {
                throw e;
            }
            return inJson(batch, single, e);
        }
    }

    private Result inJson(List<PendingRecord> batch, boolean single, SdkException inCbor) {
        PutCalls other = jsonCalls();
        Result result;
        try {
            result = put(other, batch, single);
        } catch (SdkException e) {
            throw AwsFailures.mayBeTheEncoding(e) || AwsFailures.isOfSomethingElse(e) ? inCbor : e;
        }
        calls = other;
        encodingProven = true;
        return result;
    }

    private synchronized PutCalls jsonCalls() {
        if (jsonCalls == null) {
            jsonCalls = calls(true);
        }
        return jsonCalls;
    }

    private static Result put(PutCalls calls, List<PendingRecord> batch, boolean single) {
        return new Answered(single ? calls.putRecord(batch.getFirst()) : calls.putRecords(batch));
    }

    private Result refused(Outcome.Failed failure, List<PendingRecord> batch) {
        if (failure.kind() == FailureKind.THROTTLED) {
            // The shard has no room, not the service: only its records wait.
            return new Answered(batch.stream().map(record -> (Outcome) failure).toList());
        }
        if (failure.kind().retryable()) {
            return new Refused(failure, Retry.LATER);
        }
        if (AwsFailures.rejectsContent(failure)) {
            if (batch.size() == 1) {
                note(failure, batch.getFirst());
            }
            return new Refused(failure, Retry.BISECT);
        }
        if (AwsFailures.isExpiry(failure)) {
            return new Refused(failure, othersMayCome() ? Retry.LATER : Retry.ONCE);
        }
        return new Refused(failure, AwsFailures.worthOneMore(failure) ? Retry.ONCE : Retry.NEVER);
    }

    private void note(Outcome.Failed failure, PendingRecord record) {
        if (failure.kind() == FailureKind.TOO_LARGE) {
            limit.refused(record.sizeInBytes());
        }
    }

    private boolean othersMayCome() {
        return refreshed() || clients.credentialsMayChange();
    }

    private boolean refreshed() {
        try {
            return clients.refreshCredentials();
        } catch (SdkException | MissingCredentialsException e) {
            return false;
        }
    }
}
