package dev.tmctl.cli.support;

/// How much a user wants to be told, from little to much.
public enum Verbosity {
    /// Results, warnings and errors only.
    QUIET,
    /// Notes, hints and progress too.
    NORMAL,
    /// Also what is done.
    VERBOSE,
    /// Also HTTP calls, and stack traces of internal errors.
    DEBUG
}
