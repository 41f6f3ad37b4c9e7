package dev.tmctl.manifest;

import dev.tmctl.target.DnsName;
import dev.tmctl.target.Quoted;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a text has to look like for Kubernetes' API server. Its OpenAPI has no word of these rules.
///
/// @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set">
///     Labels</a>
/// @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/">Annotations</a>
/// @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">Names</a>
/// @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantities</a>
/// @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/downward-api/">Fields of a pod</a>
enum SyntaxRule {
    LABEL_KEY(
            "a label key",
            "[PREFIX/]NAME, NAME of up to 63 letters, digits, \"-\", \"_\" and \".\", PREFIX a DNS name",
            Words::isQualifiedName),
    LABEL_VALUE(
            "a label value",
            "up to 63 letters, digits, \"-\", \"_\" and \".\", with a letter or digit at both ends",
            text -> text.isEmpty() || Words.isName(text)),
    ANNOTATION_KEY(
            "an annotation key",
            "[PREFIX/]NAME, NAME of up to 63 letters, digits, \"-\", \"_\" and \".\", PREFIX a DNS name",
            text -> Words.isQualifiedName(text.toLowerCase(Locale.ROOT))),
    DNS_LABEL("a DNS label", "1 to 63 lower-case letters, digits and inner hyphens", DnsName::isLabel),
    DNS_SUBDOMAIN("a Kubernetes name", "lower-case letters, digits, \"-\" and \".\", up to 253", DnsName::isSubdomain),
    SERVICE_NAME(
            "a Service's name",
            "a lower-case letter, then up to 62 lower-case letters, digits and inner hyphens",
            text -> DnsName.isLabel(text) && Character.isLetter(text.charAt(0))),
    /// Kubernetes takes more from 1.34 on, and older ones do not.
    ENV_NAME(
            "a variable's name",
            "letters, digits, \"_\", \"-\" and \".\", with no digit at the start",
            Pattern.compile("[-._A-Za-z][-._A-Za-z0-9]*").asMatchPredicate()),
    DATA_KEY(
            "a key of a Secret",
            "up to 253 letters, digits, \"-\", \"_\" and \".\"",
            text -> text.matches("[-._A-Za-z0-9]{1,253}") && !text.equals(".") && !text.startsWith("..")),
    QUANTITY(
            "a quantity",
            "one like 500m or 128Mi",
            Pattern.compile("\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?")
                    .asMatchPredicate()),
    BASE64("Base64", "Base64, or the key in stringData", Words::isBase64),
    FIELD_PATH(
            "a field of a pod",
            "metadata.name, metadata.namespace, metadata.uid, metadata.labels['KEY'], metadata.annotations['KEY'], "
                    + "spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP or "
                    + "status.podIPs",
            Pattern.compile("metadata\\.(name|namespace|uid|(labels|annotations)\\['[^']+'])"
                            + "|spec\\.(nodeName|serviceAccountName)|status\\.(hostIPs?|podIPs?)")
                    .asMatchPredicate()),
    RESOURCE_FIELD(
            "a resource of a container",
            "limits.RESOURCE or requests.RESOURCE, RESOURCE cpu, memory, ephemeral-storage or hugepages-SIZE",
            Pattern.compile("(limits|requests)\\.(cpu|memory|ephemeral-storage|hugepages-.+)")
                    .asMatchPredicate()),
    IMAGE(
            "an image's name",
            "[REGISTRY/]NAME[:TAG] without white space",
            text -> !text.isEmpty() && text.chars().noneMatch(Character::isWhitespace));

    private final String noun;
    private final String expected;
    private final Predicate<String> holds;

    SyntaxRule(String noun, String expected, Predicate<String> holds) {
        this.noun = noun;
        this.expected = expected;
        this.holds = holds;
    }

    /// The rule that a schema names, for example `label-key`.
    static SyntaxRule named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    boolean holds(String text) {
        return holds.test(text);
    }

    /// What is wrong with a value. What may be a secret is not repeated.
    String broken(String text) {
        return (this == BASE64 ? "is" : Quoted.of(text) + " is") + " not " + noun + "; expected " + expected;
    }

    /// What is wrong with a key, which stands at the end of its path.
    String brokenKey() {
        return "is not " + noun + "; expected " + expected;
    }

    private static final class Words {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

        static boolean isName(String text) {
            return NAME.matcher(text).matches();
        }

        static boolean isQualifiedName(String text) {
            int slash = text.indexOf('/');
            return slash < 0
                    ? isName(text)
                    : DnsName.isSubdomain(text.substring(0, slash)) && isName(text.substring(slash + 1));
        }

        /// What is left out for now is as good as Base64.
        static boolean isBase64(String text) {
            return text.strip().equals(Placeholder.TEXT) || SecretReferences.isBase64(text);
        }
    }
}
