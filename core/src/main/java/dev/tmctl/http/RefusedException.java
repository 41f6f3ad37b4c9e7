package dev.tmctl.http;

/// A request is refused.
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    /// @param refusal what the sender is told
    public RefusedException(Refusal refusal) {
        super(refusal.cause(), null, false, false);
        this.refusal = refusal;
    }

    /// A refusal that does not invite the sender to try again.
    ///
    /// @param status the HTTP status
    /// @param cause one line for the sender
    public RefusedException(int status, String cause) {
        this(new Refusal(status, cause));
    }

    /// What the sender is told.
    public Refusal refusal() {
        return refusal;
    }
}
