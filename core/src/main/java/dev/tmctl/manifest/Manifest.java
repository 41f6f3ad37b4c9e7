package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tmctl.manifest.YamlDocuments.Document;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.TargetDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The documents of one manifest. Objects that are not ours keep their text to the letter.
public final class Manifest {
    private final String name;
    private final List<Document> documents;

    private Manifest(String name, List<Document> documents) {
        this.name = name;
        this.documents = documents;
    }

    /// Reads a manifest.
    ///
    /// @param name its name for error messages, for example the file's path
    /// @throws InvalidManifestException when it is not YAML or passes a bound
    public static Manifest parse(String text, String name) {
        List<Document> documents = new ArrayList<>();
        for (Document document : YamlDocuments.read(text, name)) {
            if (document.content().isNull() && isBlank(document.text())) {
                continue;
            }
            if (!document.content().isNull() && !document.content().isObject()) {
                throw new InvalidManifestException(
                        name + ": document " + (documents.size() + 1) + " is not a Kubernetes object");
            }
            documents.add(document);
        }
        return new Manifest(name, documents);
    }

    /// Nothing but document marks; comments are somebody's text and stay.
    private static boolean isBlank(String text) {
        return text.lines().allMatch(line -> line.isBlank() || line.startsWith("---") || line.startsWith("..."));
    }

    /// The targets in it, valid ones only.
    ///
    /// @throws InvalidInputException with every violation of every target
    public List<KinesisTarget> targets() {
        return objects().targets();
    }

    /// The drafts of the targets in it, for a caller that adds to them before they are checked.
    ///
    /// @throws InvalidInputException when a field has a wrong type or a secret is missing
    public List<TargetDraft> drafts() {
        return objects().drafts();
    }

    /// Names of the objects that are neither Kinesis targets nor their Secrets, as `Kind/name`.
    public List<String> otherObjects() {
        return objects().others();
    }

    private TargetObjects objects() {
        return new TargetObjects(documents.stream()
                .map(Document::content)
                .filter(JsonNode::isObject)
                .toList());
    }

    /// The target of that name, if it is there and valid.
    public Optional<KinesisTarget> find(String targetName) {
        return targets().stream()
                .filter(target -> target.name().equals(targetName))
                .findFirst();
    }

    /// A manifest in which this target stands in place of one of the same name, or at the end.
    public Manifest with(KinesisTarget target, String context) {
        return with(List.of(target), context);
    }

    /// The same for several targets, one after the other.
    public Manifest with(List<KinesisTarget> targets, String context) {
        ManifestChange change = new ManifestChange(documents);
        targets.forEach(target -> change.put(target, context));
        return new Manifest(name, change.documents());
    }

    /// A manifest without this target and its Secret.
    public Manifest without(String target) {
        List<Document> changed = new ArrayList<>(documents);
        changed.removeIf(document -> isTarget(document, target) || isSecretOf(document, target));
        return new Manifest(name, changed);
    }

    /// Whether nothing is left in it.
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    /// The text: every object behind a `---`, as upstream writes it.
    public String render() {
        StringBuilder text = new StringBuilder();
        for (Document document : documents) {
            if (!document.text().startsWith("---") && !document.text().contains("\n---")) {
                text.append("---\n");
            }
            text.append(document.text());
        }
        return text.toString();
    }

    private static boolean isTarget(Document document, String name) {
        return ManifestObjects.isTarget(document.content())
                && ManifestObjects.nameOf(document.content()).equals(name);
    }

    private static boolean isSecretOf(Document document, String target) {
        return ManifestObjects.isSecret(document.content())
                && ManifestObjects.nameOf(document.content()).equals(ManifestObjects.secretName(target));
    }
}
