package dev.tmctl.manifest;

import dev.tmctl.target.DnsName;
import dev.tmctl.target.Quoted;
import java.util.Locale;

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
            "[PREFIX/]NAME, NAME of up to 63 letters, digits, \"-\", \"_\" and \".\", PREFIX a DNS name"),
    LABEL_VALUE(
            "a label value", "up to 63 letters, digits, \"-\", \"_\" and \".\", with a letter or digit at both ends"),
    ANNOTATION_KEY(
            "an annotation key",
            "[PREFIX/]NAME, NAME of up to 63 letters, digits, \"-\", \"_\" and \".\", PREFIX a DNS name"),
    DNS_LABEL("a DNS label", "1 to 63 lower-case letters, digits and inner hyphens"),
    DNS_SUBDOMAIN("a Kubernetes name", "lower-case letters, digits, \"-\" and \".\", up to 253"),
    SERVICE_NAME("a Service's name", "a lower-case letter, then up to 62 lower-case letters, digits and inner hyphens"),
    /// Kubernetes takes more from 1.34 on, and older ones do not.
    ENV_NAME("a variable's name", "letters, digits, \"_\", \"-\" and \".\", with no digit at the start"),
    DATA_KEY("a key of a Secret", "up to 253 letters, digits, \"-\", \"_\" and \".\""),
    QUANTITY("a quantity", "one like 500m or 128Mi"),
    BASE64("Base64", "Base64, or the key in stringData"),
    FIELD_PATH(
            "a field of a pod",
            "metadata.name, metadata.namespace, metadata.uid, metadata.labels['KEY'], metadata.annotations['KEY'], "
                    + "spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP or "
                    + "status.podIPs"),
    RESOURCE_FIELD(
            "a resource of a container",
            "limits.RESOURCE or requests.RESOURCE, RESOURCE cpu, memory, ephemeral-storage or hugepages-SIZE"),
    IMAGE("an image's name", "[REGISTRY/]NAME[:TAG] without white space");

    private final String noun;
    private final String expected;

    SyntaxRule(String noun, String expected) {
        this.noun = noun;
        this.expected = expected;
    }

    /// The rule that a schema names, for example `label-key`.
    static SyntaxRule named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    boolean holds(String text) {
        return switch (this) {
            case LABEL_KEY -> isQualifiedName(text);
            case LABEL_VALUE -> text.isEmpty() || isName(text);
            case ANNOTATION_KEY -> isQualifiedName(text.toLowerCase(Locale.ROOT));
            case DNS_LABEL -> DnsName.isLabel(text);
            case DNS_SUBDOMAIN -> DnsName.isSubdomain(text);
            case SERVICE_NAME -> DnsName.isLabel(text) && Character.isLetter(text.charAt(0));
            case ENV_NAME -> text.matches("[-._A-Za-z][-._A-Za-z0-9]*");
            case DATA_KEY -> text.matches("[-._A-Za-z0-9]{1,253}") && !text.equals(".") && !text.startsWith("..");
            case QUANTITY -> text.matches("\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?");
            // what is left out for now is as good as Base64
            case BASE64 -> text.strip().equals(Placeholder.TEXT) || SecretReferences.isBase64(text);
            case FIELD_PATH ->
                text.matches("metadata\\.(name|namespace|uid|(labels|annotations)\\['[^']+'])"
                        + "|spec\\.(nodeName|serviceAccountName)|status\\.(hostIPs?|podIPs?)");
            case RESOURCE_FIELD -> text.matches("(limits|requests)\\.(cpu|memory|ephemeral-storage|hugepages-.+)");
            case IMAGE -> !text.isEmpty() && text.chars().noneMatch(Character::isWhitespace);
        };
    }

    private static boolean isName(String text) {
        return text.matches("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    }

    private static boolean isQualifiedName(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? isName(text)
                : DnsName.isSubdomain(text.substring(0, slash)) && isName(text.substring(slash + 1));
    }

    /// What is wrong with a value. What may be a secret is not repeated.
    String broken(String text) {
        return (this == BASE64 ? "is" : Quoted.of(text) + " is") + " not " + noun + "; expected " + expected;
    }

    /// What is wrong with a key, which stands at the end of its path.
    String brokenKey() {
        return "is not " + noun + "; expected " + expected;
    }
}
