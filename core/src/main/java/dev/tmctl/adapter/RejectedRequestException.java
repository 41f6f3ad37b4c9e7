package dev.tmctl.adapter;

/// A request that is answered with an error before anything is sent to Kinesis.
final class RejectedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RejectedRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
