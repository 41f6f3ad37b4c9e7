package dev.tmctl.target;

/// A value that breaks a rule of its own, seen without the field that it stands in.
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// @param reason reads on after the field's name: what was given and what is wrong with it
    public InvalidValueException(String reason) {
        super(reason);
    }

    /// Never null, unlike [#getMessage()].
    public String reason() {
        String message = getMessage();
        return message == null ? "is invalid" : message;
    }
}
