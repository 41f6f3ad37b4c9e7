package dev.tmctl.aws;

import dev.tmctl.files.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.auth.StsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The temporary credentials of a role. When AWS STS refuses them, credentials are missing: its error codes
/// are those of a Kinesis that refuses a call, and would be taken for one.
final class RoleCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
    private static final int SERVER_ERROR = 500;
    private static final long MAX_TOKEN_BYTES = 1024 * 1024;

    private final String role;
    private final StsCredentialsProvider sts;
    private final @Nullable Path token;

    RoleCredentials(String role, StsCredentialsProvider sts) {
        this(role, sts, null);
    }

    /// @param token the file of the web identity token that `sts` reads, or null when it reads none
    RoleCredentials(String role, StsCredentialsProvider sts, @Nullable Path token) {
        this.role = role;
        this.sts = sts;
        this.token = token;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            checkToken();
            return sts.resolveCredentials();
        } catch (IOException e) {
            throw unreadable(FileProblem.inWords(e));
        } catch (UncheckedIOException e) {
            // the SDK's word for a token file that it cannot read
            throw unreadable(e.getCause() == null ? "it cannot be read" : FileProblem.inWords(e.getCause()));
        } catch (AwsServiceException e) {
            if (e.statusCode() >= SERVER_ERROR || e.isThrottlingException()) {
                throw e;
            }
            throw refused(role, e);
        }
    }

    /// The SDK reads the file without a bound, and waits for a pipe.
    private void checkToken() throws IOException {
        if (token != null && Files.exists(token)) {
            if (!Files.isRegularFile(token)) {
                throw new FileSystemException(token.toString(), null, "is not a regular file");
            }
            if (Files.size(token) > MAX_TOKEN_BYTES) {
                throw new FileSystemException(token.toString(), null, "is larger than a token");
            }
        }
    }

    private MissingCredentialsException unreadable(String why) {
        return new MissingCredentialsException(
                "the web identity token of the role " + role + " cannot be read: " + why,
                "check the file that AWS_WEB_IDENTITY_TOKEN_FILE names");
    }

    /// What is told of a role that AWS STS refuses.
    static MissingCredentialsException refused(String role, AwsServiceException refusal) {
        AwsErrorDetails details = refusal.awsErrorDetails();
        String cause = details == null || details.errorCode() == null
                ? "AWS STS answered HTTP " + refusal.statusCode()
                : details.errorCode() + ": " + details.errorMessage();
        return new MissingCredentialsException(
                "the role " + role + " could not be assumed: " + cause.replaceAll("\\s*\\R\\s*", " "),
                "check the role's ARN and its trust policy, and that the caller may assume it");
    }

    @Override
    public void close() {
        sts.close();
    }
}
