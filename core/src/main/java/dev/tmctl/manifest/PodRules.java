package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tmctl.target.Quoted;
import dev.tmctl.target.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Kubernetes' API server checks of a pod's variables, resources and tolerations where two fields have
/// to fit together, which no schema says.
///
/// @see <a
///     href="https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/">
///     Variables</a>
/// @see <a href="https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/">Resources</a>
/// @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/">Tolerations</a>
final class PodRules {
    /// Powers of 1000 and of 1024; the blank is the unit itself.
    private static final String DECIMAL = "num kMGTPE";

    private static final String BINARY = "KMGTPE";

    private final JsonNode overrides;
    private final String path;
    private final List<Violation> violations = new ArrayList<>();

    private PodRules(JsonNode overrides, String path) {
        this.overrides = overrides;
        this.path = path;
    }

    /// Every rule that is broken.
    ///
    /// @param overrides `env`, `resources` and `tolerations` of a pod, of the types that the schema wants or
    ///     not
    /// @param path where they stand
    static List<Violation> check(JsonNode overrides, String path) {
        PodRules rules = new PodRules(overrides, path);
        rules.variables();
        rules.resources();
        rules.tolerations();
        return rules.violations;
    }

    private void variables() {
        JsonNode env = overrides.path("env");
        for (int i = 0; i < env.size(); i++) {
            JsonNode variable = env.path(i);
            if (variable.has("valueFrom") && !variable.path("value").asText().isEmpty()) {
                wrong("env[" + i + "]", "has value and valueFrom; keep one");
            }
        }
    }

    private void resources() {
        JsonNode limits = overrides.path("resources").path("limits");
        for (Map.Entry<String, JsonNode> request :
                overrides.path("resources").path("requests").properties()) {
            BigDecimal asked = quantity(request.getValue());
            BigDecimal most = quantity(limits.path(request.getKey()));
            if (asked != null && most != null && asked.compareTo(most) > 0) {
                wrong(
                        "resources.requests." + request.getKey(),
                        Quoted.of(Written.of(request.getValue())) + " is more than the limit, "
                                + Written.of(limits.path(request.getKey())));
            }
        }
    }

    private static @Nullable BigDecimal quantity(JsonNode value) {
        String text = value.asText();
        if (!value.isValueNode() || !SyntaxRule.QUANTITY.holds(text)) {
            return null;
        }
        if (text.endsWith("i")) {
            int power = BINARY.indexOf(text.charAt(text.length() - 2)) + 1;
            return new BigDecimal(text.substring(0, text.length() - 2))
                    .multiply(BigDecimal.valueOf(1024).pow(power));
        }
        int power = DECIMAL.indexOf(text.charAt(text.length() - 1));
        return power < 0
                ? new BigDecimal(text)
                : new BigDecimal(text.substring(0, text.length() - 1))
                        .scaleByPowerOfTen(3 * (power - DECIMAL.indexOf(' ')));
    }

    private void tolerations() {
        JsonNode tolerations = overrides.path("tolerations");
        for (int i = 0; i < tolerations.size(); i++) {
            JsonNode toleration = tolerations.path(i);
            String place = "tolerations[" + i + "]";
            boolean exists = toleration.path("operator").asText().equals("Exists");
            if (exists && !toleration.path("value").asText().isEmpty()) {
                wrong(place + ".value", "must be empty where the operator is Exists");
            }
            if (!exists && toleration.path("key").asText().isEmpty()) {
                wrong(place + ".operator", "must be Exists where there is no key");
            }
            if (toleration.has("tolerationSeconds")
                    && !toleration.path("effect").asText().equals("NoExecute")) {
                wrong(place + ".effect", "must be NoExecute where tolerationSeconds is set");
            }
        }
    }

    private void wrong(String field, String message) {
        violations.add(new Violation(path + "." + field, message));
    }
}
