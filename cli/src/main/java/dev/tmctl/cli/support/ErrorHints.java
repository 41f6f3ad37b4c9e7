package dev.tmctl.cli.support;

import dev.tmctl.delivery.Outcome;
import org.jspecify.annotations.Nullable;

/// What a user can do about a failed delivery.
public final class ErrorHints {
    private ErrorHints() {}

    /// An advice, or null where there is nothing better than the message.
    public static @Nullable String after(Outcome.Failed failure) {
        return switch (failure.kind()) {
            case CREDENTIALS ->
                switch (failure.code()) {
                    case "ExpiredToken", "ExpiredTokenException" ->
                        "get new temporary credentials and create the target again with them";
                    case "RequestTimeTooSkewed", "RequestExpired" -> "set this machine's clock";
                    case "MissingCredentials" -> null;
                    default ->
                        isClockSkew(failure.message())
                                ? "set this machine's clock"
                                : "check the access key and the secret of the target";
                };
            case REFUSED ->
                switch (failure.code()) {
                    case "ResourceNotFoundException" -> "check the stream's name, account and region in the ARN";
                    case "AccessDeniedException" -> "allow kinesis:PutRecord and kinesis:PutRecords on the stream";
                    default -> null;
                };
            case UNREACHABLE ->
                failure.code().equals("AdapterUnreachable")
                        ? "the adapter may have ended; start it again (tmctl start), its log tells why (tmctl logs)"
                        : "check the network, the region in the ARN and --endpoint";
            case UNTRUSTED ->
                "check --endpoint; for an authority of your own: AWS_CA_BUNDLE=FILE, its certificate as PEM";
            case THROTTLED -> "send more slowly or give the stream more shards";
            case TOO_LARGE -> "send less data, or raise the stream's limit (aws kinesis update-max-record-size)";
            case SERVICE -> "try again later; check --endpoint if it is set";
            case LOCAL -> local(failure.code());
            case INVALID_EVENT, CANCELLED -> null;
        };
    }

    private static String local(String code) {
        return switch (code) {
            case "OutOfMemoryError" -> FatalErrors.MORE_MEMORY;
            case "TooManyOpenFiles" -> FatalErrors.MORE_FILES;
            default ->
                code.endsWith("Error")
                        ? FatalErrors.MORE_FILES + "; if that does not help, install it again"
                        : "it is this program or machine, not the endpoint; the same command with --debug shows more";
        };
    }

    /// AWS tells a wrong clock as a wrong signature, and only the message says which.
    private static boolean isClockSkew(String message) {
        return message.contains("Signature expired") || message.contains("not yet current");
    }
}
