package dev.tmctl.dump;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.json.JsonTrees;
import dev.tmctl.manifest.Placeholder;
import dev.tmctl.target.KinesisTarget;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A target's `adapterOverrides` in the words of the Kubernetes model.
final class Overrides {
    private static final Set<String> RESOURCES = Set.of("cpu", "memory");

    private final JsonNode json;

    private Overrides(JsonNode json) {
        this.json = json;
    }

    static Overrides of(KinesisTarget target) {
        return new Overrides(parse(target));
    }

    private static JsonNode parse(KinesisTarget target) {
        if (target.adapterOverrides() == null) {
            return MissingNode.getInstance();
        }
        try {
            return JsonTrees.mapper().readTree(target.adapterOverrides());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("adapterOverrides were JSON when they were read", e);
        }
    }

    /// The target with a placeholder for the value of each variable of its overrides but the ports, which
    /// stand there as numbers: a variable's name does not tell whether its value holds a secret, as a
    /// proxy's address may.
    static KinesisTarget withoutSecrets(KinesisTarget target) {
        Overrides overrides = of(target);
        List<PodVariable> seen = overrides.seen();
        boolean changed = false;
        for (int i = 0; i < seen.size(); i++) {
            if (overrides.json.path("env").path(i) instanceof ObjectNode variable && variable.hasNonNull("value")) {
                String value = seen.get(i).value();
                boolean port = AdapterPorts.says(seen.get(i).name(), value);
                variable.put("value", port ? value : Placeholder.TEXT);
                changed = true;
            }
        }
        return changed ? target.withAdapterOverrides(overrides.json.toString()) : target;
    }

    boolean isPublic() {
        return json.path("public").asBoolean();
    }

    Map<String, String> labels() {
        return texts("labels");
    }

    Map<String, String> annotations() {
        return texts("annotations");
    }

    @Nullable
    Map<String, String> nodeSelector() {
        return json.hasNonNull("nodeSelector") ? texts("nodeSelector") : null;
    }

    private Map<String, String> texts(String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.path(field)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /// The variables, each with its value or where that comes from.
    List<EnvVar> env() {
        return elements("env", EnvVar.class);
    }

    /// The same as the container of a pod sees them.
    List<PodVariable> seen() {
        List<EnvVar> environment = new ArrayList<>(env());
        boolean own =
                environment.stream().anyMatch(variable -> variable.getName().equals(AdapterPorts.METRICS_PORT));
        if (!own) {
            environment.addFirst(AdapterVariables.METRICS);
        }
        return PodVariable.of(environment).subList(own ? 0 : 1, environment.size());
    }

    /// The variable that counts of those with a name: the last one.
    @Nullable
    PodVariable variable(String name) {
        return seen().stream()
                .filter(variable -> variable.name().equals(name))
                .reduce((_, last) -> last)
                .orElse(null);
    }

    /// The path of that variable in a manifest.
    String path(String name) {
        List<String> names = env().stream().map(EnvVar::getName).toList();
        return "spec.adapterOverrides.env[" + names.lastIndexOf(name) + "]";
    }

    List<Toleration> tolerations() {
        return elements("tolerations", Toleration.class);
    }

    @Nullable
    Affinity affinity() {
        return json.hasNonNull("affinity") ? convert(json.path("affinity"), Affinity.class) : null;
    }

    /// CPU and memory, as upstream's controller takes no others; null where nothing is said.
    @Nullable
    ResourceRequirements resources() {
        if (!json.hasNonNull("resources")) {
            return null;
        }
        ResourceRequirements resources = new ResourceRequirements();
        resources.setLimits(quantities("limits"));
        resources.setRequests(quantities("requests"));
        return resources;
    }

    /// The names of the other resources that are given.
    SortedSet<String> otherResources() {
        SortedSet<String> others = new TreeSet<>();
        for (String part : List.of("limits", "requests")) {
            json.path("resources").path(part).fieldNames().forEachRemaining(others::add);
        }
        others.removeAll(RESOURCES);
        return others;
    }

    private Map<String, Quantity> quantities(String part) {
        Map<String, Quantity> quantities = new LinkedHashMap<>();
        json.path("resources").path(part).properties().forEach(entry -> {
            if (RESOURCES.contains(entry.getKey())) {
                quantities.put(entry.getKey(), Quantity.parse(entry.getValue().asText()));
            }
        });
        return quantities;
    }

    private <T> List<T> elements(String field, Class<T> type) {
        List<T> elements = new ArrayList<>();
        for (JsonNode element : json.path(field)) {
            elements.add(convert(element, type));
        }
        return elements;
    }

    private static <T> T convert(JsonNode node, Class<T> type) {
        try {
            return JsonTrees.mapper().treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the overrides were checked", e);
        }
    }
}
