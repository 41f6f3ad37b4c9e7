package dev.tmctl.aws;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.profiles.Profile;

/// What must be right in a profile before anybody is asked for credentials: here each mistake has its own
/// cause and remedy, where the SDK has one sentence, or an exception that tells of its own code.
final class ProfileRules {
    private static final List<String> SOURCES = List.of("Ec2InstanceMetadata", "EcsContainer", "Environment");

    private final SharedConfig config;

    ProfileRules(SharedConfig config) {
        this.config = config;
    }

    /// Checks the profile that counts, and those that it takes credentials from.
    ///
    /// @return whose credentials these are: the last profile of the chain that it begins
    /// @throws MissingCredentialsException when it can give no credentials
    Profile check() {
        String name = config.profileName();
        Profile profile = config.profile(name)
                .orElseThrow(() -> wrong(
                        "the AWS profile " + name + " is " + config.nowhere(),
                        "set AWS_PROFILE to " + known() + "make it with: aws configure --profile " + name));
        return check(profile, new LinkedHashSet<>());
    }

    private String known() {
        List<String> names = config.profileNames();
        return names.isEmpty() ? "one that exists, or " : "one of " + String.join(", ", names) + "; or ";
    }

    private Profile check(Profile profile, Set<String> before) {
        before.add(profile.name());
        switch (ProfileKind.of(profile)) {
            case WEB_IDENTITY -> checkTokenFile(profile);
            case SSO -> checkSso(profile);
            case ROLE -> {
                return checkRole(profile, before);
            }
            case LOGIN -> require(profile, "login_session", "aws login --profile " + profile.name());
            case PROCESS -> require(profile, "credential_process", edit());
            case KEYS -> checkKeys(profile);
            case NONE -> throw wrong("the AWS profile " + profile.name() + " has no credentials", configure(profile));
        }
        return profile;
    }

    private void checkKeys(Profile profile) {
        require(profile, "aws_access_key_id", configure(profile));
        require(profile, "aws_secret_access_key", configure(profile));
    }

    private void checkSso(Profile profile) {
        String configure = "aws configure sso --profile " + profile.name();
        require(profile, "sso_account_id", configure);
        require(profile, "sso_role_name", configure);
        String session = profile.property("sso_session").orElse(null);
        if (session == null) {
            require(profile, "sso_start_url", configure);
            require(profile, "sso_region", configure);
            return;
        }
        Profile section = config.section("sso-session", session)
                .orElseThrow(() -> wrong(
                        "the AWS profile " + profile.name() + " names the sso_session " + session + ", which is "
                                + config.nowhere(),
                        "aws configure sso-session"));
        for (String property : List.of("sso_region", "sso_start_url")) {
            String value = section.property(property).orElse("");
            if (value.isBlank()) {
                throw wrong("the sso-session " + session + " has no " + property, "aws configure sso-session");
            }
            if (!profile.property(property).orElse(value).equalsIgnoreCase(value)) {
                throw wrong(
                        "the AWS profile " + profile.name() + " and its sso-session " + session + " have different "
                                + property,
                        "remove " + property + " from the profile");
            }
        }
    }

    private void checkTokenFile(Profile profile) {
        require(profile, "role_arn", edit());
        require(profile, "web_identity_token_file", edit());
        String file = profile.property("web_identity_token_file").orElseThrow();
        try {
            if (Files.isReadable(Path.of(file))) {
                return;
            }
        } catch (InvalidPathException e) {
            // told below, as any other that is none
        }
        throw wrong(
                "the web_identity_token_file of the AWS profile " + profile.name() + " cannot be read: " + file,
                "check the file and who may read it");
    }

    private Profile checkRole(Profile profile, Set<String> before) {
        require(profile, "role_arn", edit());
        String source = profile.property("source_profile").map(String::strip).orElse(null);
        String kind = profile.property("credential_source").map(String::strip).orElse(null);
        if (source != null && kind != null) {
            throw wrong(
                    "the AWS profile " + profile.name() + " has both source_profile and credential_source",
                    "remove one of them; " + edit());
        }
        if (kind != null) {
            if (SOURCES.stream().noneMatch(kind::equalsIgnoreCase)) {
                throw wrong(
                        "the credential_source of the AWS profile " + profile.name() + " is " + kind
                                + "; expected one of " + String.join(", ", SOURCES),
                        edit());
            }
            return profile;
        }
        if (source == null) {
            throw wrong(
                    "the AWS profile " + profile.name() + " has a role_arn, and nothing to assume the role with",
                    "add source_profile or credential_source; " + edit());
        }
        if (before.contains(source)) {
            throw wrong(
                    "the AWS profiles " + String.join(", ", before) + " take their credentials from each other",
                    "give one of them credentials of its own; " + edit());
        }
        Profile other = config.profile(source)
                .orElseThrow(() -> wrong(
                        "the source_profile of the AWS profile " + profile.name() + ", " + source + ", is "
                                + config.nowhere(),
                        "aws configure --profile " + source));
        return check(other, before);
    }

    private static void require(Profile profile, String property, String remedy) {
        if (profile.property(property).orElse("").isBlank()) {
            throw wrong("the AWS profile " + profile.name() + " has no " + property, remedy);
        }
    }

    private String edit() {
        return "see " + config.places();
    }

    private static String configure(Profile profile) {
        return "aws configure --profile " + profile.name();
    }

    private static MissingCredentialsException wrong(String what, String remedy) {
        return new MissingCredentialsException(what, remedy);
    }
}
