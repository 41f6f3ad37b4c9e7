package dev.tmctl.local.internal.model;

/// An error that goes to the client in AWS's shape.
///
/// The names are those of the API's error shapes and of the errors common to all AWS services
/// (<https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html>).
public final class KinesisException extends RuntimeException {

    private final String type;
    private final int status;

    public KinesisException(String type, int status, String message) {
        // Errors are answers here, asked for by a client: a stack trace would only cost.
        super(message, null, false, false);
        this.type = type;
        this.status = status;
    }

    public String type() {
        return type;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    public static KinesisException validation(String message) {
        return new KinesisException("ValidationException", 400, message);
    }

    public static KinesisException invalidArgument(String message) {
        return new KinesisException("InvalidArgumentException", 400, message);
    }

    public static KinesisException serialization(String message) {
        return new KinesisException("SerializationException", 400, message);
    }

    public static KinesisException streamNotFound(String stream, String accountId) {
        return notFound("Stream " + stream + " under account " + accountId + " not found.");
    }

    public static KinesisException notFound(String message) {
        return new KinesisException("ResourceNotFoundException", 400, message);
    }

    public static KinesisException inUse(String message) {
        return new KinesisException("ResourceInUseException", 400, message);
    }

    public static KinesisException limitExceeded(String message) {
        return new KinesisException("LimitExceededException", 400, message);
    }

    public static KinesisException throughputExceeded(String message) {
        return new KinesisException("ProvisionedThroughputExceededException", 400, message);
    }

    public static KinesisException expiredIterator(String message) {
        return new KinesisException("ExpiredIteratorException", 400, message);
    }

    public static KinesisException expiredToken(String message) {
        return new KinesisException("ExpiredNextTokenException", 400, message);
    }

    /// A temporary failure, which clients try again.
    public static KinesisException unavailable(String message) {
        return new KinesisException("ServiceUnavailable", 503, message);
    }

    public static KinesisException internalFailure() {
        return new KinesisException("InternalFailure", 500, "Internal Service Failure");
    }
}
