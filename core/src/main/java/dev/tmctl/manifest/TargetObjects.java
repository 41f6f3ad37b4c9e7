package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.Quoted;
import dev.tmctl.target.TargetDraft;
import dev.tmctl.target.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The Kinesis targets among Kubernetes objects, each with the Secrets that it may name.
final class TargetObjects {
    private final List<JsonNode> objects;
    private final Secrets secrets;

    /// @param objects of any kind
    TargetObjects(List<JsonNode> objects) {
        this.objects = List.copyOf(objects);
        this.secrets = new Secrets(this.objects);
    }

    /// All objects.
    List<JsonNode> objects() {
        return objects;
    }

    /// The AWSKinesisTargets.
    List<JsonNode> all() {
        return objects.stream().filter(ManifestObjects::isTarget).toList();
    }

    /// The targets, valid ones only.
    ///
    /// @throws InvalidInputException with every violation of every target
    List<KinesisTarget> targets() {
        List<KinesisTarget> targets = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        for (TargetDraft draft : drafts(violations)) {
            try {
                targets.add(draft.validate());
            } catch (InvalidInputException e) {
                e.violations().forEach(violation -> violations.add(inManifest(violation)));
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
        return targets;
    }

    /// The drafts of the targets.
    ///
    /// @throws InvalidInputException when a field has a wrong type or a secret is missing
    List<TargetDraft> drafts() {
        List<Violation> violations = new ArrayList<>();
        List<TargetDraft> drafts = drafts(violations);
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
        return drafts;
    }

    private List<TargetDraft> drafts(List<Violation> violations) {
        List<TargetDraft> drafts = new ArrayList<>();
        for (JsonNode object : objects) {
            if (ManifestObjects.isTarget(object)) {
                try {
                    drafts.add(draft(object));
                } catch (InvalidInputException e) {
                    violations.addAll(e.violations());
                }
            }
        }
        violations.addAll(wrongVersions());
        return drafts;
    }

    /// The draft of one of the targets.
    ///
    /// @throws InvalidInputException when a field has a wrong type or a secret is missing
    TargetDraft draft(JsonNode target) {
        return new TargetReader(target, secretsFor(target)).read();
    }

    /// Objects of the target's kind that are of another group or version.
    List<Violation> wrongVersions() {
        List<Violation> violations = new ArrayList<>();
        for (JsonNode object : objects) {
            if (ManifestObjects.hasTargetKind(object) && !ManifestObjects.isTarget(object)) {
                JsonNode version = object.path("apiVersion");
                String given = version.isNull() ? "" : Written.of(version);
                violations.add(new Violation(
                        "apiVersion",
                        (given.isEmpty() ? "is missing" : Quoted.of(given) + " has no AWSKinesisTarget") + "; expected "
                                + ManifestObjects.API_VERSION));
            }
        }
        return violations;
    }

    /// A violation of a target's own rules, with the path that its field has in a manifest.
    static Violation inManifest(Violation violation) {
        return switch (violation.field()) {
            case "name" -> violation.under("metadata");
            case "endpoint" ->
                new Violation(ManifestObjects.annotationPath(ManifestObjects.ENDPOINT), violation.message());
            case "port" -> new Violation(ManifestObjects.annotationPath(ManifestObjects.PORT), violation.message());
            default -> violation.under("spec");
        };
    }

    private Secrets.Visible secretsFor(JsonNode target) {
        return secrets.in(ManifestObjects.namespaceOf(target));
    }

    /// A key of a Secret.
    record SecretKey(JsonNode secret, String key) {}

    /// The keys that some target names, of Secrets that are there.
    Set<SecretKey> namedKeys() {
        Set<SecretKey> named = new HashSet<>();
        for (JsonNode target : all()) {
            Secrets.Visible visible = secretsFor(target);
            for (JsonNode field : target.path("spec").path("auth").path("credentials")) {
                JsonNode reference = field.path("valueFromSecret");
                JsonNode secret = visible.find(reference.path("name").asText(""));
                if (secret != null) {
                    named.add(new SecretKey(secret, reference.path("key").asText("")));
                }
            }
        }
        return named;
    }

    /// Names of the objects that are neither Kinesis targets nor Secrets, as `Kind/name`.
    List<String> others() {
        return objects.stream()
                .filter(object -> !ManifestObjects.isTarget(object) && !ManifestObjects.isSecret(object))
                .map(ManifestObjects::titleOf)
                .toList();
    }
}
