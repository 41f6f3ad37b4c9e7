package dev.tmctl.target;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules of authentication: exactly one method, and each method complete.
final class AuthRules {
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/\\S+");
    private static final String CREDENTIALS = "auth.credentials";

    private final AuthDraft draft;
    private final List<Violation> violations;

    AuthRules(AuthDraft draft, List<Violation> violations) {
        this.draft = draft;
        this.violations = violations;
    }

    /// Null when a rule is broken; the violations say which.
    @Nullable
    Auth check() {
        List<String> methods = new ArrayList<>();
        if (draft.saysCredentials()) {
            methods.add("auth.credentials");
        }
        if (draft.saysIam()) {
            methods.add("auth.iam");
        }
        if (draft.iamRole() != null) {
            methods.add("auth.iamRole");
        }
        if (methods.size() > 1) {
            violations.add(
                    new Violation("auth", "has " + String.join(" and ", methods) + "; keep exactly one of them"));
        }
        Auth credentials = draft.saysCredentials() ? credentials() : null;
        Auth role = draft.saysIam() || draft.iamRole() != null ? role() : null;
        if (methods.isEmpty()) {
            return new Auth.DefaultChain();
        }
        return credentials != null ? credentials : role;
    }

    private @Nullable Auth credentials() {
        SecretText id = required(draft.accessKeyId(), "accessKeyID", "secretAccessKey");
        SecretText secret = required(draft.secretAccessKey(), "secretAccessKey", "accessKeyID");
        SecretText token = draft.sessionToken();
        if (token != null) {
            checkSecret(token, CREDENTIALS + ".sessionToken");
        }
        roleArn(draft.assumeIamRole(), CREDENTIALS + ".assumeIamRole");
        return id == null || secret == null ? null : new Auth.Credentials(id, secret, token, draft.assumeIamRole());
    }

    private @Nullable SecretText required(@Nullable SecretText value, String leaf, String partner) {
        String field = CREDENTIALS + "." + leaf;
        if (value == null) {
            violations.add(
                    new Violation(field, "is missing; it is needed together with " + CREDENTIALS + "." + partner));
            return null;
        }
        checkSecret(value, field);
        return value;
    }

    /// The value is a secret, so the message never quotes it.
    private void checkSecret(SecretText value, String field) {
        String text = value.reveal();
        if (text.isBlank()) {
            violations.add(new Violation(field, "is empty"));
        } else if (!text.equals(text.stripTrailing()) && isOneWord(text.stripTrailing())) {
            violations.add(new Violation(
                    field,
                    "ends in a line break or blank, which is part of it in a cluster too; "
                            + "take it off (echo writes one, printf does not)"));
        } else if (!isOneWord(text)) {
            violations.add(new Violation(field, "holds white space or control characters (the value is not shown)"));
        } else if (text.chars().anyMatch(c -> c > 126)) {
            violations.add(new Violation(field, "holds characters outside ASCII (the value is not shown)"));
        } else if (text.startsWith("<") && text.endsWith(">")) {
            violations.add(new Violation(field, "is still a placeholder; replace it with your own value"));
        }
    }

    private static boolean isOneWord(String text) {
        return text.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }

    private Auth role() {
        if (draft.iamRole() != null) {
            roleArn(draft.iamRole(), "auth.iamRole");
            return new Auth.WebIdentity(draft.iamRole(), null, true);
        }
        roleArn(draft.iamRoleArn(), "auth.iam.roleArn");
        String account = draft.iamServiceAccount();
        if (account != null && !DnsName.isSubdomain(account)) {
            violations.add(new Violation(
                    "auth.iam.serviceAccount",
                    Quoted.of(account)
                            + " is not a Kubernetes name: expected lower-case letters, digits, \"-\" and \".\""));
        }
        return draft.iamRoleArn() == null && account == null
                ? new Auth.DefaultChain()
                : new Auth.WebIdentity(draft.iamRoleArn(), account, false);
    }

    private void roleArn(@Nullable String arn, String field) {
        if (arn == null) {
            return;
        }
        if (arn.contains("<") || arn.contains("${")) {
            violations.add(new Violation(
                    field, Quoted.of(arn) + " still holds a placeholder; replace it with your own value"));
        } else if (!ROLE_ARN.matcher(arn).matches()) {
            violations.add(new Violation(
                    field, Quoted.of(arn) + " is not a role's ARN; expected arn:aws:iam::ACCOUNT:role/NAME"));
        }
    }
}
