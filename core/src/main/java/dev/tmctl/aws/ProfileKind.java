package dev.tmctl.aws;

import java.util.Arrays;
import java.util.Map;
import software.amazon.awssdk.profiles.Profile;

/// How a profile gives credentials, in the order in which the SDK looks.
///
/// @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">Settings</a>
enum ProfileKind {
    /// A role, with a token that somebody else gave.
    WEB_IDENTITY("web_identity_token_file"),
    /// IAM Identity Center.
    SSO("sso_session sso_start_url sso_account_id sso_role_name sso_region"),
    /// A role, with other credentials.
    ROLE("role_arn"),
    /// `aws login`.
    LOGIN("login_session"),
    /// A program that prints them.
    PROCESS("credential_process"),
    /// Keys.
    KEYS("aws_access_key_id aws_secret_access_key aws_session_token"),
    /// It gives none.
    NONE("");

    private final String properties;

    /// @param properties any of which makes a profile one of this kind, separated by spaces
    ProfileKind(String properties) {
        this.properties = properties;
    }

    /// The kind of a profile.
    static ProfileKind of(Profile profile) {
        for (ProfileKind kind : values()) {
            boolean applies = kind != WEB_IDENTITY || profile.properties().containsKey("role_arn");
            if (applies && kind.isIn(profile.properties())) {
                return kind;
            }
        }
        return NONE;
    }

    private boolean isIn(Map<String, String> settings) {
        return Arrays.stream(properties.split(" ")).anyMatch(settings::containsKey);
    }
}
