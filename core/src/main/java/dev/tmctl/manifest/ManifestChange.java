package dev.tmctl.manifest;

import dev.tmctl.manifest.YamlDocuments.Document;
import dev.tmctl.target.KinesisTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Puts targets into the documents of a manifest. Objects are found by name, however many there are.
final class ManifestChange {
    /// A document is null where its object was removed.
    private final List<@Nullable Document> documents;

    private final Map<String, Integer> targets = new HashMap<>();
    private final Map<String, List<Integer>> secrets = new HashMap<>();

    ManifestChange(List<Document> documents) {
        this.documents = new ArrayList<>(documents);
        for (int i = 0; i < documents.size(); i++) {
            index(documents.get(i), i);
        }
    }

    private void index(Document document, int place) {
        String name = ManifestObjects.nameOf(document.content());
        if (ManifestObjects.isTarget(document.content())) {
            targets.putIfAbsent(name, place);
        } else if (ManifestObjects.isSecret(document.content())) {
            secrets.computeIfAbsent(name, _ -> new ArrayList<>()).add(place);
        }
    }

    /// Puts a target and its Secret in place of those of the same names, or at the end. A target without
    /// keys has no Secret.
    void put(KinesisTarget target, String context) {
        Map<String, Object> secret = ManifestObjects.secret(target, context);
        String name = ManifestObjects.secretName(target.name());
        if (secret == null) {
            List<Integer> places = secrets.remove(name);
            if (places != null) {
                places.forEach(place -> documents.set(place, null));
            }
        } else {
            List<Integer> places = secrets.get(name);
            set(secret, places == null ? null : places.getFirst());
        }
        set(ManifestObjects.target(target, context), targets.get(target.name()));
    }

    private void set(Map<String, Object> object, @Nullable Integer place) {
        Document document =
                YamlDocuments.read(YamlDocuments.format(object), "target").getFirst();
        if (place == null) {
            documents.add(document);
            index(document, documents.size() - 1);
        } else {
            documents.set(place, document);
        }
    }

    /// The documents that are left, in their order.
    List<Document> documents() {
        return documents.stream().filter(Objects::nonNull).toList();
    }
}
