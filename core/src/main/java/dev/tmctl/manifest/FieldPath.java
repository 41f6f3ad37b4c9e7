package dev.tmctl.manifest;

import dev.tmctl.target.Quoted;
import java.util.List;

/// Paths of fields as `kubectl explain` and Kubernetes' errors write them: `spec.env[0].name`, and
/// `metadata.labels["a/b"]` where a key is no plain word.
final class FieldPath {
    private FieldPath() {}

    /// @param place names of fields and, as integers, places in lists, from the object on
    static String of(List<?> place) {
        StringBuilder path = new StringBuilder();
        for (Object step : place) {
            if (step instanceof Integer) {
                path.append('[').append(step).append(']');
            } else if (step.toString().matches("[A-Za-z0-9_-]+")) {
                path.append(path.isEmpty() ? "" : ".").append(step);
            } else {
                path.append('[').append(Quoted.of(step.toString())).append(']');
            }
        }
        return path.toString();
    }
}
