package dev.tmctl.target;

import java.util.Objects;

/// A value that must never be printed or logged: its text form is a mask.
///
/// @param reveal the secret itself
public record SecretText(String reveal) {
    /// What stands in a text for every secret.
    public static final String MASK = "********";

    public SecretText {
        Objects.requireNonNull(reveal, "reveal");
    }

    @Override
    public String toString() {
        return MASK;
    }
}
