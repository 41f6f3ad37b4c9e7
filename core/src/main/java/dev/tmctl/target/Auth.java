package dev.tmctl.target;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the target's calls to AWS are authenticated: exactly one of these.
public sealed interface Auth {

    /// Long-lived or temporary keys, optionally exchanged for a role's through AWS STS.
    ///
    /// @param accessKeyId the access key ID
    /// @param secretAccessKey the secret access key
    /// @param sessionToken the session token of temporary keys, or null
    /// @param assumeIamRole the ARN of the role to assume with the keys, or null
    record Credentials(
            SecretText accessKeyId,
            SecretText secretAccessKey,
            @Nullable SecretText sessionToken,
            @Nullable String assumeIamRole)
            implements Auth {
        public Credentials {
            Objects.requireNonNull(accessKeyId, "accessKeyId");
            Objects.requireNonNull(secretAccessKey, "secretAccessKey");
        }
    }

    /// A role that EKS gives to the pod's service account (IAM roles for service accounts).
    ///
    /// @param roleArn the role's ARN, or null when only the service account is named
    /// @param serviceAccount the service account's name, or null for the generated one
    /// @param deprecatedField whether it was given as `auth.iamRole`, which is kept as it is in the manifest
    record WebIdentity(@Nullable String roleArn, @Nullable String serviceAccount, boolean deprecatedField)
            implements Auth {}

    /// Whatever the AWS default credential chain finds: environment, web identity, profile, container,
    /// instance.
    /// In a manifest this is `auth: {iam: {}}`, the pod's own service account.
    ///
    /// @param assumeIamRole the ARN of a role to assume with what the chain finds (the adapter's
    ///     `AWS_ASSUME_ROLE_ARN`), or null
    record DefaultChain(@Nullable String assumeIamRole) implements Auth {
        /// The chain alone.
        public DefaultChain() {
            this(null);
        }
    }
}
