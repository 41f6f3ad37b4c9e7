package dev.tmctl.cli.output;

/// The formats of commands that print results.
public enum OutputFormat {
    /// For people.
    PRETTY,
    /// One JSON object per line.
    JSON,
    /// YAML documents.
    YAML,
    /// One name per line.
    NAME,
    /// Nothing.
    NONE
}
