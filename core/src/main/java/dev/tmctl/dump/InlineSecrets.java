package dev.tmctl.dump;

import dev.tmctl.manifest.Placeholder;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds values of variables that look like secrets, and stand in a dump as they are.
final class InlineSecrets {
    private static final Pattern NAME =
            Pattern.compile("(?i).*(SECRET|PASSWORD|PASSWD|TOKEN|CREDENTIAL|PRIVATE_?KEY|API_?KEY|ACCESS_?KEY).*");

    /// What only says where a secret is, or whose.
    private static final Pattern HARMLESS = Pattern.compile("(?i).*_(FILE|PATH|DIR|URL|URI|ID|NAME|ARN)");

    private static final Pattern PASSWORD_IN_URL = Pattern.compile(".*://[^/@\\s]*:[^/@\\s]+@.*");

    private InlineSecrets() {}

    /// The paths of their fields, with the variables' names.
    static List<String> in(Overrides overrides) {
        List<String> found = new ArrayList<>();
        List<EnvVar> variables = overrides.env();
        for (int i = 0; i < variables.size(); i++) {
            String name = variables.get(i).getName();
            String value = variables.get(i).getValue();
            if (value != null && looksSecret(name, value)) {
                found.add("spec.adapterOverrides.env[" + i + "].value (" + name + ")");
            }
        }
        return found;
    }

    private static boolean looksSecret(String name, String value) {
        return !value.isEmpty()
                && !value.equals(Placeholder.TEXT)
                && (PASSWORD_IN_URL.matcher(value).matches()
                        || NAME.matcher(name).matches()
                                && !HARMLESS.matcher(name).matches());
    }
}
