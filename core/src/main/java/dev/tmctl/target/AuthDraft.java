package dev.tmctl.target;

import org.jspecify.annotations.Nullable;

/// Authentication as somebody wrote it; null is "not given".
///
/// @param accessKeyId `auth.credentials.accessKeyID`
/// @param secretAccessKey `auth.credentials.secretAccessKey`
/// @param sessionToken `auth.credentials.sessionToken`
/// @param assumeIamRole `auth.credentials.assumeIamRole`
/// @param iamRole the deprecated `auth.iamRole`
/// @param iam whether `auth.iam` is there, even empty
/// @param iamRoleArn `auth.iam.roleArn`
/// @param iamServiceAccount `auth.iam.serviceAccount`
public record AuthDraft(
        @Nullable SecretText accessKeyId,
        @Nullable SecretText secretAccessKey,
        @Nullable SecretText sessionToken,
        @Nullable String assumeIamRole,
        @Nullable String iamRole,
        boolean iam,
        @Nullable String iamRoleArn,
        @Nullable String iamServiceAccount) {

    /// Nothing said: the AWS default credential chain.
    public static AuthDraft none() {
        return new AuthDraft(null, null, null, null, null, false, null, null);
    }

    boolean saysCredentials() {
        return accessKeyId != null || secretAccessKey != null || sessionToken != null || assumeIamRole != null;
    }

    boolean saysIam() {
        return iam || iamRoleArn != null || iamServiceAccount != null;
    }
}
