package dev.tmctl.delivery;

import dev.tmctl.aws.AwsAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// The stream's largest record. It is asked for when the first record over 1 MiB comes, since most streams never
/// see one; where asking is not allowed the default stands.
///
/// @see <a href="https://docs.aws.amazon.com/streams/latest/dev/large-records.html">Large records</a>
final class RecordLimit {
    /// Every stream takes records of this size, in bytes.
    static final int DEFAULT_BYTES = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(RecordLimit.class);

    private final AwsAccess access;
    private int known;

    RecordLimit(AwsAccess access) {
        this.access = access;
    }

    /// The limit in bytes as far as it matters for a record of this size.
    synchronized int forRecordOf(int bytes) {
        if (bytes <= DEFAULT_BYTES) {
            return DEFAULT_BYTES;
        }
        if (known == 0) {
            known = ask();
        }
        return known;
    }

    private int ask() {
        String streamName = access.target().arn().streamName();
        try {
            Integer kib = access.readClient()
                    .describeStreamSummary(r -> r.streamName(streamName)
                            .streamARN(access.target().arn().toString()))
                    .streamDescriptionSummary()
                    .maxRecordSizeInKiB();
            return kib == null ? DEFAULT_BYTES : kib * 1024;
        } catch (SdkException e) {
            LOG.debug("the record limit of {} is not known, {} bytes are assumed", streamName, DEFAULT_BYTES, e);
            return DEFAULT_BYTES;
        }
    }
}
