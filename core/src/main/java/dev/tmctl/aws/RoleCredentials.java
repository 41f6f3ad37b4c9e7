package dev.tmctl.aws;

import java.io.UncheckedIOException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.auth.StsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The temporary credentials of a role. When AWS STS refuses them, credentials are missing: its error codes
/// are those
/// of a Kinesis that refuses a call, and would be taken for one.
final class RoleCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
    private static final int SERVER_ERROR = 500;

    private final String role;
    private final StsCredentialsProvider sts;

    RoleCredentials(String role, StsCredentialsProvider sts) {
        this.role = role;
        this.sts = sts;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return sts.resolveCredentials();
        } catch (UncheckedIOException e) {
            // the SDK's word for a token file that it cannot read
            throw new MissingCredentialsException(
                    "the web identity token of the role " + role + " cannot be read: " + e.getMessage(),
                    "check the file that AWS_WEB_IDENTITY_TOKEN_FILE names");
        } catch (AwsServiceException e) {
            if (e.statusCode() >= SERVER_ERROR || e.isThrottlingException()) {
                throw e;
            }
            AwsErrorDetails details = e.awsErrorDetails();
            String cause = details == null || details.errorCode() == null
                    ? "AWS STS answered HTTP " + e.statusCode()
                    : details.errorCode() + ": " + details.errorMessage();
            throw new MissingCredentialsException(
                    "the role " + role + " could not be assumed: " + cause.replaceAll("\\s*\\R\\s*", " "),
                    "check the role's ARN and its trust policy, and that the caller may assume it");
        }
    }

    @Override
    public void close() {
        sts.close();
    }
}
