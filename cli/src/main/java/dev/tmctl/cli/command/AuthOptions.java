package dev.tmctl.cli.command;

import dev.tmctl.cli.support.SecretArguments;
import dev.tmctl.target.AuthDraft;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The `--auth.*` options, whose names are the paths of the manifest's fields.
final class AuthOptions {
    private static final String ID = "--auth.credentials.accessKeyID";
    private static final String SECRET = "--auth.credentials.secretAccessKey";
    private static final String TOKEN = "--auth.credentials.sessionToken";

    @Option(
            names = ID,
            paramLabel = "VALUE",
            arity = "0..1",
            fallbackValue = SecretArguments.ASK,
            description = "Access key ID: @FILE, - (a line of standard input), or without a value to be asked.")
    @Nullable
    String accessKeyId;

    @Option(
            names = SECRET,
            paramLabel = "VALUE",
            arity = "0..1",
            fallbackValue = SecretArguments.ASK,
            description = "Secret access key, given in the same ways.")
    @Nullable
    String secretAccessKey;

    @Option(
            names = TOKEN,
            paramLabel = "VALUE",
            arity = "0..1",
            fallbackValue = SecretArguments.ASK,
            description = "Session token of temporary keys, given in the same ways.")
    @Nullable
    String sessionToken;

    @Option(
            names = "--auth.credentials.assumeIamRole",
            paramLabel = "ROLE_ARN",
            description = "Role to assume with the keys, through AWS STS.")
    @Nullable
    String assumeIamRole;

    @Option(names = "--auth.iam.roleArn", paramLabel = "ROLE_ARN", description = "Role of the pod on EKS.")
    @Nullable
    String iamRoleArn;

    @Option(
            names = "--auth.iam.serviceAccount",
            paramLabel = "NAME",
            description = "Service account of the pod on EKS.")
    @Nullable
    String iamServiceAccount;

    @Option(
            names = {"--auth.iamRole", "--auth.iamrole"},
            paramLabel = "ROLE_ARN",
            description = "Deprecated: --auth.iam.roleArn.")
    @Nullable
    String iamRole;

    /// What was said about authentication; secrets are read from where they are.
    AuthDraft draft(SecretArguments secrets) throws IOException {
        return new AuthDraft(
                secrets.read(ID, accessKeyId),
                secrets.read(SECRET, secretAccessKey),
                secrets.read(TOKEN, sessionToken),
                assumeIamRole,
                iamRole,
                false,
                iamRoleArn,
                iamServiceAccount);
    }

    boolean isEmpty() {
        return accessKeyId == null
                && secretAccessKey == null
                && sessionToken == null
                && assumeIamRole == null
                && iamRole == null
                && iamRoleArn == null
                && iamServiceAccount == null;
    }
}
