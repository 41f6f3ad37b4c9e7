package dev.tmctl.dump;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// A variable of a pod as its container sees it, as far as that is known outside of a cluster.
///
/// @param given as it stands in the pod
/// @param value the text, in which what is not known stays as the reference that it is; empty where it is
///     in a cluster
/// @param open the variables that it names and whose values are in a cluster
/// @param undefined the names in it that no variable before it has
record PodVariable(EnvVar given, String value, SortedSet<String> open, SortedSet<String> undefined) {
    PodVariable {
        open = new TreeSet<>(open);
        undefined = new TreeSet<>(undefined);
    }

    /// The variables of a pod in their order. A reference sees those that stand before it.
    static List<PodVariable> of(List<EnvVar> environment) {
        Map<String, String> values = new HashMap<>();
        Set<String> inCluster = new HashSet<>();
        List<PodVariable> variables = new ArrayList<>();
        for (EnvVar given : environment) {
            PodVariable variable = seen(given, values, inCluster);
            variables.add(variable);
            if (variable.isKnown()) {
                values.put(given.getName(), variable.value);
                inCluster.remove(given.getName());
            } else {
                inCluster.add(given.getName());
            }
        }
        return variables;
    }

    private static PodVariable seen(EnvVar given, Map<String, String> values, Set<String> inCluster) {
        SortedSet<String> open = new TreeSet<>();
        SortedSet<String> undefined = new TreeSet<>();
        String written = given.getValueFrom() != null || given.getValue() == null ? "" : given.getValue();
        String value = PodSyntax.expanded(written, name -> {
            if (inCluster.contains(name)) {
                open.add(name);
                return PodSyntax.reference(name);
            }
            if (!values.containsKey(name)) {
                undefined.add(name);
            }
            return values.getOrDefault(name, PodSyntax.reference(name));
        });
        return new PodVariable(given, value, open, undefined);
    }

    String name() {
        return given.getName();
    }

    /// Whether its whole value is known.
    boolean isKnown() {
        return given.getValueFrom() == null && open.isEmpty();
    }
}
