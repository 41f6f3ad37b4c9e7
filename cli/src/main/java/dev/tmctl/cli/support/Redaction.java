package dev.tmctl.cli.support;

import dev.tmctl.environment.EnvironmentVariable;
import dev.tmctl.target.SecretText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes secrets out of texts: those that it knows out of every text, and what looks like one out of texts that
/// libraries write. Our own types mask themselves; this is the net below them.
final class Redaction {
    /// What is shorter is no secret of AWS (a secret access key has 40 characters) but may well be a common
    /// word: an emulator's users write `test` for every key.
    private static final int SHORTEST = 8;

    private static final int ACCOUNT_LENGTH = 12;

    private final Map<String, String> environment;
    private final List<String> learned = new CopyOnWriteArrayList<>();
    private volatile @Nullable List<String> forms;

    /// @param environment the environment, some of whose variables are secrets
    Redaction(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Adds a secret to those that it knows.
    void learn(SecretText secret) {
        learned.add(secret.reveal());
        forms = null;
    }

    /// The text without the secrets that it knows, also where they are in Base64, as in a Kubernetes Secret, or
    /// percent-encoded.
    String known(String text) {
        String clean = text;
        for (String form : forms()) {
            clean = ACCOUNT_LENGTH == form.length()
                    ? withoutAccount(clean, form)
                    : clean.replace(form, SecretText.MASK);
        }
        return clean;
    }

    /// An emulator takes an account for an access key ID. In an ARN, and in the host of an account's streams,
    /// it is what it looks like, and no secret.
    private static String withoutAccount(String text, String secret) {
        if (!secret.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return text.replace(secret, SecretText.MASK);
        }
        return Pattern.compile("(?:(?<!:)" + secret + "|" + secret + "(?!:))(?!\\.[a-z]+-kinesis[.-])")
                .matcher(text)
                .replaceAll(SecretText.MASK);
    }

    /// Made when something is told for the first time: most commands tell nothing.
    private List<String> forms() {
        List<String> made = forms;
        if (made == null) {
            List<String> secrets = new ArrayList<>(learned);
            for (EnvironmentVariable variable : List.of(
                    EnvironmentVariable.AWS_SECRET_ACCESS_KEY,
                    EnvironmentVariable.AWS_SESSION_TOKEN,
                    EnvironmentVariable.AWS_CONTAINER_AUTHORIZATION_TOKEN)) {
                variable.in(environment).ifPresent(secrets::add);
            }
            secrets.removeIf(secret -> secret.length() < SHORTEST);
            made = secrets.isEmpty() ? List.of() : formsOf(secrets);
            forms = made;
        }
        return made;
    }

    private static List<String> formsOf(List<String> secrets) {
        return secrets.stream()
                .flatMap(secret -> Stream.of(
                        secret,
                        Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)),
                        URLEncoder.encode(secret, StandardCharsets.UTF_8)))
                .distinct()
                // a secret may be the beginning of another one
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /// The text without the secrets that it knows, without the values of headers that carry secrets, and
    /// without the users and signatures of URLs.
    String of(String text) {
        String clean = Patterns.HEADER.matcher(known(text)).replaceAll("$1" + SecretText.MASK);
        clean = Patterns.SIGNATURE.matcher(clean).replaceAll("$1" + SecretText.MASK);
        return Patterns.USER.matcher(clean).replaceAll(SecretText.MASK + "@");
    }

    /// Made only where they are needed.
    private static final class Patterns {
        static final Pattern HEADER =
                Pattern.compile("(?i)((?:authorization|x-amz-security-token|cookie)[\"']?\\s*[:=]\\s*)[^\\r\\n]*");
        static final Pattern SIGNATURE = Pattern.compile("(?i)(x-amz-signature=)[^&\\s\"']+");
        static final Pattern USER = Pattern.compile("(?<=://)[^/\\s@]+@");

        private Patterns() {}
    }
}
