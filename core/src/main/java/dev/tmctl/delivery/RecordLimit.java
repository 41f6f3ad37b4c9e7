package dev.tmctl.delivery;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.aws.MissingCredentialsException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// The stream's largest record. It is asked for when the first record over 1 MiB comes, since most streams
/// never see one. As long as there is no answer, or asking is not allowed, Kinesis itself is left to judge
/// what some streams would take: a record must not be refused for good because of an outage or a policy.
///
/// @see <a href="https://docs.aws.amazon.com/streams/latest/dev/large-records.html">Large records</a>
final class RecordLimit {
    /// Every stream takes records of this size, in bytes.
    static final int DEFAULT_BYTES = 1024 * 1024;

    /// No stream takes records over this size, in bytes.
    static final int LARGEST_BYTES = 10 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(RecordLimit.class);

    /// Who sends many large records must not wait for each while nobody answers.
    private static final long ASKED_AGAIN_AFTER = Duration.ofSeconds(10).toNanos();

    private final AwsClients clients;
    private final LongSupplier nanoTime;
    private @Nullable Answer last;

    /// @param bytes the limit
    /// @param at when it was asked for
    /// @param certain whether the stream has said so
    private record Answer(int bytes, long at, boolean certain) {}

    RecordLimit(AwsClients clients) {
        this(clients, System::nanoTime);
    }

    RecordLimit(AwsClients clients, LongSupplier nanoTime) {
        this.clients = clients;
        this.nanoTime = nanoTime;
    }

    /// The limit in bytes as far as it matters for a record of this size.
    int forRecordOf(int bytes) {
        return bytes <= DEFAULT_BYTES ? DEFAULT_BYTES : forLargeRecords(bytes);
    }

    /// An operator may raise the limit of a stream at any time: nothing is refused for an old answer.
    private synchronized int forLargeRecords(int bytes) {
        long now = nanoTime.getAsLong();
        boolean suffices = last != null && last.certain() && bytes <= last.bytes();
        if (last == null || (!suffices && now - last.at() >= ASKED_AGAIN_AFTER)) {
            last = ask(now);
        }
        return last.bytes();
    }

    /// Kinesis refused a record of this size although it is within the limit, which somebody lowered
    /// meanwhile. It is asked for again before the next large record.
    synchronized void refused(int bytes) {
        if (last != null && bytes <= last.bytes()) {
            last = null;
        }
    }

    private Answer ask(long now) {
        try {
            Integer kib = clients.describeStream().maxRecordSizeInKiB();
            return new Answer(kib == null ? DEFAULT_BYTES : kib * 1024, now, true);
        } catch (SdkException | MissingCredentialsException e) {
            LOG.debug(
                    "the record limit of {} is not known, Kinesis is left to judge",
                    clients.target().arn().streamName(),
                    e);
            return new Answer(LARGEST_BYTES, now, false);
        }
    }
}
