package dev.tmctl.cli.support;

import dev.tmctl.target.SecretText;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes secrets out of texts that are meant for debugging. Our own types mask themselves; this is for what libraries
/// write.
final class Redaction {
    private static final Pattern HEADER =
            Pattern.compile("(?i)((?:authorization|x-amz-security-token|cookie)[\"']?\\s*[:=]\\s*)[^\\r\\n]*");
    private static final Pattern USER = Pattern.compile("(?<=://)[^/\\s@]+@");

    private final Map<String, String> environment;

    Redaction(Map<String, String> environment) {
        this.environment = environment;
    }

    String of(String text) {
        String clean = HEADER.matcher(text).replaceAll("$1" + SecretText.MASK);
        clean = USER.matcher(clean).replaceAll(SecretText.MASK + "@");
        for (String secret : Stream.of(
                        "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN")
                .map(environment::get)
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .toList()) {
            clean = clean.replace(secret, SecretText.MASK);
        }
        return clean;
    }
}
