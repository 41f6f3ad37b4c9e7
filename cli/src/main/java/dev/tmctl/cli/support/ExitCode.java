package dev.tmctl.cli.support;

import dev.tmctl.delivery.FailureKind;

/// The exit codes, all of them.
public enum ExitCode {
    /// Done.
    DONE(0, "done"),
    /// Failed for a reason that no other code names.
    FAILED(1, "failed"),
    /// The command line or the configuration is wrong.
    USAGE(2, "usage or invalid configuration"),
    /// There is no such target.
    NO_SUCH_TARGET(3, "no such target"),
    /// Credentials are refused or missing.
    CREDENTIALS(4, "credentials refused or missing"),
    /// The adapter or the endpoint is not reached.
    UNREACHABLE(5, "unreachable (adapter or endpoint)"),
    /// Some events failed, others were stored.
    SOME_FAILED(6, "some events failed"),
    /// Interrupted by Ctrl-C.
    INTERRUPTED(130, "interrupted");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /// What the process returns.
    public int code() {
        return code;
    }

    /// What it means, in a few words.
    public String meaning() {
        return meaning;
    }

    /// The code for events that all failed in this way.
    public static ExitCode of(FailureKind kind) {
        return switch (kind) {
            case CREDENTIALS -> CREDENTIALS;
            case UNREACHABLE -> UNREACHABLE;
            case INVALID_EVENT, TOO_LARGE, THROTTLED, REFUSED, SERVICE, CANCELLED -> FAILED;
        };
    }
}
