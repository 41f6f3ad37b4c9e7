package dev.tmctl.manifest;

/// A manifest that is no YAML, or YAML that this tool does not take.
public final class InvalidManifestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message names the manifest, the place and the cause in one line
    public InvalidManifestException(String message) {
        super(message);
    }
}
