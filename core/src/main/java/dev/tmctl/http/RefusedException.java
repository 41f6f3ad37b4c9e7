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

    /// What the sender is told.
    public Refusal refusal() {
        return refusal;
    }
}
