package dev.tmctl.dump;

/// How a dump is written.
public enum DumpFormat {
    /// YAML documents, each behind `---`; a compose file is a single one without.
    YAML,
    /// Indented JSON objects one behind the other.
    JSON
}
