package dev.tmctl.aws;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.services.sts.model.StsException;

/// Tells why a profile that is written correctly gives no credentials, and what helps. What may pass the next
/// time, such as a network that is down, stays what it is, so that it is tried again.
final class ProfileFailures {
    private static final int SERVER_ERROR = 500;
    private static final int UNAUTHORIZED = 401;
    private static final int LONGEST = 200;

    /// The SDK's words for a process that failed.
    private static final Pattern EXIT =
            Pattern.compile("exit value \\(([0-9]+)\\) with error message: (.*)", Pattern.DOTALL);

    private ProfileFailures() {}

    /// The exception to throw instead.
    ///
    /// @param thrown what the SDK threw
    /// @param first the profile that counts
    /// @param last the one of its chain that has credentials
    static RuntimeException of(RuntimeException thrown, Profile first, Profile last) {
        if (mayPass(thrown)) {
            return thrown instanceof SdkException ? thrown : SdkClientException.create(line(innermost(thrown)), thrown);
        }
        StsException sts = cause(thrown, StsException.class);
        if (sts != null) {
            return RoleCredentials.refused(roleOf(first, last), sts);
        }
        String profile = "the AWS profile " + last.name();
        return switch (ProfileKind.of(last)) {
            case SSO -> sso(thrown, last);
            case LOGIN -> login(thrown, last);
            case PROCESS -> process(thrown, last);
            case WEB_IDENTITY, ROLE, KEYS, NONE ->
                new MissingCredentialsException(
                        profile + " gives no credentials: " + line(innermost(thrown)),
                        "aws configure list --profile " + last.name());
        };
    }

    private static String roleOf(Profile first, Profile last) {
        return first.property("role_arn").or(() -> last.property("role_arn")).orElse("of profile " + first.name());
    }

    private static boolean mayPass(RuntimeException thrown) {
        AwsServiceException service = cause(thrown, AwsServiceException.class);
        if (service != null) {
            return service.statusCode() >= SERVER_ERROR || service.isThrottlingException();
        }
        return isNetwork(thrown)
                || cause(thrown, InterruptedException.class) != null
                || cause(thrown, AbortedException.class) != null
                || cause(thrown, ApiCallTimeoutException.class) != null
                || cause(thrown, ApiCallAttemptTimeoutException.class) != null;
    }

    /// Files that cannot be read, and those that are not JSON, are told as I/O too.
    private static boolean isNetwork(RuntimeException thrown) {
        IOException io = cause(thrown, IOException.class);
        return io != null
                && cause(thrown, SdkClientException.class) != null
                && !(io instanceof FileSystemException)
                && !io.getClass().getName().startsWith("software.amazon.awssdk.thirdparty.");
    }

    private static MissingCredentialsException login(RuntimeException thrown, Profile profile) {
        String name = "the AWS profile " + profile.name();
        String why = line(innermost(thrown));
        return why.contains("Unable to load region")
                ? new MissingCredentialsException(
                        name + " has a login session, and no region to renew it in",
                        "aws configure set region REGION --profile " + profile.name())
                : new MissingCredentialsException(
                        name + " is not logged in: " + why, "aws login --profile " + profile.name());
    }

    private static MissingCredentialsException sso(RuntimeException thrown, Profile profile) {
        String login = "aws sso login --profile " + profile.name();
        AwsServiceException service = cause(thrown, AwsServiceException.class);
        if (service != null && service.statusCode() != UNAUTHORIZED) {
            AwsErrorDetails details = service.awsErrorDetails();
            String why = details == null || details.errorCode() == null
                    ? "HTTP " + service.statusCode()
                    : details.errorCode() + ": " + Objects.requireNonNullElse(details.errorMessage(), "no message");
            return new MissingCredentialsException(
                    "IAM Identity Center refuses the role "
                            + profile.property("sso_role_name").orElse("") + " in the account "
                            + profile.property("sso_account_id").orElse("") + " to the AWS profile " + profile.name()
                            + ": " + line(why),
                    "check sso_account_id and sso_role_name; " + login);
        }
        boolean never = cause(thrown, NoSuchFileException.class) != null
                || String.valueOf(thrown.getMessage()).contains("Unable to load SSO token");
        return new MissingCredentialsException(
                never
                        ? "the AWS profile " + profile.name() + " is not logged in at IAM Identity Center"
                        : "the login of the AWS profile " + profile.name() + " at IAM Identity Center has expired",
                login);
    }

    /// What the process printed is not repeated: it may be half of the credentials.
    private static MissingCredentialsException process(RuntimeException thrown, Profile profile) {
        String process = "the credential_process of the AWS profile " + profile.name();
        String next =
                "run it yourself; the command is what this prints: aws configure get credential_process --profile "
                        + profile.name();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Matcher exit = EXIT.matcher(String.valueOf(cause.getMessage()));
            if (exit.find()) {
                String said = line(exit.group(2));
                return new MissingCredentialsException(
                        process + " failed with exit code " + exit.group(1) + (said.isEmpty() ? "" : ": " + said),
                        next);
            }
        }
        IOException io = cause(thrown, IOException.class);
        if (io != null && String.valueOf(io.getMessage()).startsWith("Cannot run program")) {
            return new MissingCredentialsException(process + " cannot be run: " + line(innermost(io)), next);
        }
        return new MissingCredentialsException(
                process + " printed no credentials; expected JSON with Version 1, AccessKeyId and SecretAccessKey",
                next);
    }

    private static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static String innermost(Throwable thrown) {
        String message = thrown.getClass().getSimpleName();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            message = cause.getMessage() == null ? message : cause.getMessage();
        }
        return message;
    }

    private static String line(String text) {
        String line = text.replaceAll("\\s*\\(SDK (Attempt|Diagnostics).*", "")
                .replaceAll("\\s*\\R\\s*", " ")
                .strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
