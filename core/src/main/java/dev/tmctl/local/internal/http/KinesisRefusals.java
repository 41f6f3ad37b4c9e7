package dev.tmctl.local.internal.http;

import dev.tmctl.http.Refusal;
import dev.tmctl.http.Refusals;
import dev.tmctl.local.internal.model.KinesisException;
import dev.tmctl.local.internal.operations.ResponseWriter;
import dev.tmctl.local.internal.operations.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Refusals in the shape of the service's errors.
///
/// <https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html> names those that are not an operation's
/// own.
final class KinesisRefusals implements Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(KinesisRefusals.class);

    @Override
    public Body body(Refusal refusal) {
        return body(error(refusal), WireFormat.JSON);
    }

    static Body body(KinesisException error, WireFormat format) {
        try {
            return new Body(
                    Map.of(
                            "Content-Type", format.contentType(),
                            "x-amzn-ErrorType", error.type(),
                            "x-amzn-RequestId", RequestIds.requestId(),
                            "x-amz-id-2", RequestIds.extendedId()),
                    ResponseWriter.encode(
                            format,
                            writer -> writer.string("__type", error.type()).string("message", error.text())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The error of the service that a refusal of the server comes closest to.
    static KinesisException error(Refusal refusal) {
        return switch (refusal.status()) {
            case 413 -> new KinesisException("RequestEntityTooLargeException", 413, refusal.cause());
            case 408 -> new KinesisException("RequestTimeoutException", 408, refusal.cause());
            case 429, 503 -> new KinesisException("ServiceUnavailable", 503, refusal.cause());
            case 500 -> new KinesisException("InternalFailure", 500, refusal.cause());
            default -> new KinesisException("SerializationException", refusal.status(), refusal.cause());
        };
    }

    @Override
    public void refused(Refusal refusal) {
        LOG.info("request refused with {}: {}", refusal.status(), refusal.cause());
    }

    @Override
    public void failed(Throwable fault) {
        LOG.error("a request failed inside the local Kinesis", fault);
    }
}
