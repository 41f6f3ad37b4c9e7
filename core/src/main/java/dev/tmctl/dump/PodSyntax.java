package dev.tmctl.dump;

import java.util.function.UnaryOperator;

/// What a dollar means in the value of a pod's variable: `$(NAME)` is the value of a variable that stands
/// before, and `$$` a dollar that begins no such reference. Knative hands its container's variables to a
/// pod as they are.
///
/// @see <a
/// href="https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/">
///     Dependent variables</a>
/// @see <a
/// href="https://github.com/kubernetes/kubernetes/blob/master/third_party/forked/golang/expansion/expand.go">Kubernetes'
///     rules</a>
final class PodSyntax {
    private PodSyntax() {}

    /// The value that a container sees as this text.
    static String escaped(String text) {
        return text.replace("$", "$$");
    }

    /// Whether a container sees another text where this stands as a value.
    static boolean changes(String text) {
        return !expanded(text, _ -> "").equals(text);
    }

    /// The text that a container sees.
    ///
    /// @param variables gives what stands in the place of `$(NAME)`
    static String expanded(String value, UnaryOperator<String> variables) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int dollar = value.indexOf('$'); dollar >= 0 && dollar + 1 < value.length(); ) {
            text.append(value, at, dollar);
            char next = value.charAt(dollar + 1);
            int end = next == '(' ? value.indexOf(')', dollar) : -1;
            if (end > 0) {
                text.append(variables.apply(value.substring(dollar + 2, end)));
                at = end + 1;
            } else {
                // before everything else a dollar is one, and what is behind it begins no reference
                text.append('$').append(next == '$' ? "" : next);
                at = dollar + 2;
            }
            dollar = value.indexOf('$', at);
        }
        return text.append(value, at, value.length()).toString();
    }

    /// A reference as it is written.
    static String reference(String name) {
        return "$(" + name + ")";
    }
}
