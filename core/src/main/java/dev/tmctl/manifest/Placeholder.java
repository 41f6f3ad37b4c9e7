package dev.tmctl.manifest;

/// A value that a manifest leaves to its user, as upstream's `dump --no-secrets` does with `<user_input>`.
///
/// @param label what is asked for: `SECRET/KEY`, or the target's name and the field's path
/// @param secret whether nobody should see the answer
public record Placeholder(String label, boolean secret) {
    /// What stands in a manifest for a value that is left out.
    public static final String TEXT = "<user_input>";
}
