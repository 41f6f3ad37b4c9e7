package dev.tmctl.net;

/// A variable that names a proxy names none that can be used. The message does not repeat the value, which
/// may hold a password.
public final class InvalidProxyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String variable;

    /// @param variable the variable's name
    /// @param reason what is wrong with its value
    InvalidProxyException(String variable, String reason) {
        super(reason);
        this.variable = variable;
    }

    /// The variable's name.
    public String variable() {
        return variable;
    }
}
