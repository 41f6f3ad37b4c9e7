package dev.tmctl.cli.support;

import dev.tmctl.delivery.FailureKind;
import java.util.LinkedHashMap;
import java.util.Map;

/// The exit codes, all of them.
public enum ExitCode {
    /// Done.
    DONE(0, "done", "Everything that was asked for was done."),
    /// Failed for a reason that no other code names.
    FAILED(
            1,
            "failed",
            "For a reason that no other code names, or a question was answered with no. Of several events, none was stored."),
    /// The command line or the configuration is wrong.
    USAGE(
            2,
            "usage or invalid configuration",
            "The command line, a manifest, the settings or an event is not valid; nothing was changed."),
    /// There is no such target.
    NO_SUCH_TARGET(3, "no such target", "The context has no target of that name, or none at all."),
    /// Credentials are refused or missing.
    CREDENTIALS(4, "credentials refused or missing", "See tmctl help authentication."),
    /// The adapter or the endpoint is not reached.
    UNREACHABLE(
            5,
            "unreachable (adapter or endpoint)",
            "The adapter does not run or does not answer, or the network does not lead to the endpoint."),
    /// Some events failed, others were stored.
    SOME_FAILED(6, "some events failed", "Others were stored; send -f --failed FILE keeps those that were not."),
    /// Interrupted by Ctrl-C.
    INTERRUPTED(130, "interrupted", "By Ctrl-C.");

    private final int code;
    private final String meaning;
    private final String detail;

    ExitCode(int code, String meaning, String detail) {
        this.code = code;
        this.meaning = meaning;
        this.detail = detail;
    }

    /// What the process returns.
    public int code() {
        return code;
    }

    /// What it means, in a few words.
    public String meaning() {
        return meaning;
    }

    /// When it is returned, in a sentence or two.
    public String detail() {
        return detail;
    }

    /// The codes with their meanings, for the help.
    public static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (ExitCode exitCode : values()) {
            meanings.put(Integer.toString(exitCode.code), exitCode.meaning);
        }
        return meanings;
    }

    /// The code for events that all failed in this way.
    public static ExitCode of(FailureKind kind) {
        return switch (kind) {
            case CREDENTIALS -> CREDENTIALS;
            case UNREACHABLE, UNTRUSTED -> UNREACHABLE;
            case INVALID_EVENT, TOO_LARGE, THROTTLED, REFUSED, SERVICE, LOCAL, CANCELLED -> FAILED;
        };
    }
}
