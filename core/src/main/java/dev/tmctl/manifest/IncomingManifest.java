package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.manifest.TargetObjects.SecretKey;
import dev.tmctl.manifest.YamlDocuments.Document;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.Quoted;
import dev.tmctl.target.TargetDraft;
import dev.tmctl.target.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Manifests that come from elsewhere: YAML documents, JSON objects one behind the other, `List`s of objects,
/// in one text or several. They are checked against the definition of the target, as a cluster would.
public final class IncomingManifest {
    /// The fields that a target's own rules do not look at.
    private static final List<String> ONLY_IN_SCHEMA = List.of("spec.adapterOverrides", "status", "metadata");

    private final TargetObjects objects;

    private IncomingManifest(TargetObjects objects) {
        this.objects = objects;
    }

    /// One text and where it comes from.
    ///
    /// @param name for error messages, for example the file's path
    public record Source(String name, String text) {}

    /// Reads manifests that belong together: a Secret may be in another text than its target.
    ///
    /// @throws InvalidManifestException when one is neither YAML nor JSON, or passes a bound
    public static IncomingManifest read(List<Source> sources) {
        List<JsonNode> objects = new ArrayList<>();
        ObjectLists lists = new ObjectLists(objects);
        for (Source source : sources) {
            int before = objects.size();
            int number = 0;
            for (JsonNode content : documents(source)) {
                number++;
                String place = source.name() + ": document " + number;
                if (content.isObject()) {
                    lists.add(content, place);
                } else if (!content.isNull()) {
                    throw new InvalidManifestException(place + " is not a Kubernetes object");
                }
            }
            if (objects.size() == before && sources.size() == 1) {
                throw new InvalidManifestException(source.name() + " holds no Kubernetes object");
            }
        }
        return new IncomingManifest(new TargetObjects(objects));
    }

    private static List<JsonNode> documents(Source source) {
        InvalidManifestException noJson = null;
        try {
            List<JsonNode> json = JsonDocuments.read(source.text(), source.name());
            if (!json.isEmpty()) {
                return json;
            }
        } catch (InvalidManifestException e) {
            noJson = e;
        }
        try {
            return YamlDocuments.read(source.text(), source.name()).stream()
                    .map(Document::content)
                    .toList();
        } catch (InvalidManifestException e) {
            throw noJson != null && JsonDocuments.looksLikeJson(source.text()) ? noJson : e;
        }
    }

    /// Whether there is no target in it, not even of a wrong version.
    public boolean isEmpty() {
        return objects.all().isEmpty() && objects.wrongVersions().isEmpty();
    }

    /// The names of its targets in their order; an empty one where a target has none.
    public List<String> names() {
        return objects.all().stream().map(ManifestObjects::nameOf).toList();
    }

    /// The same manifest with one target alone.
    ///
    /// @param index the target's place among [#names()]
    /// @param given fields of its `spec` that are known from elsewhere: they are neither asked for nor read
    public IncomingManifest only(int index, Set<String> given) {
        JsonNode chosen = objects.all().get(index);
        JsonNode copy = chosen.deepCopy();
        if (copy.path("spec") instanceof ObjectNode spec) {
            spec.remove(given);
        }
        return new IncomingManifest(new TargetObjects(objects.objects().stream()
                .filter(object -> object == chosen || !ManifestObjects.isTarget(object))
                .map(object -> object == chosen ? copy : object)
                .toList()));
    }

    /// What is left to the user.
    public List<Placeholder> placeholders() {
        return Placeholders.in(objects).stream()
                .map(Placeholders.Slot::placeholder)
                .toList();
    }

    /// Answers one question.
    @FunctionalInterface
    public interface Answers {
        /// The value that belongs in the placeholder's stead.
        ///
        /// @throws IOException when nobody can be asked
        String to(Placeholder placeholder) throws IOException;
    }

    /// The same manifests with the answers in the placeholders' stead, asked for in the order of the objects.
    public IncomingManifest filled(Answers answers) throws IOException {
        TargetObjects copy = new TargetObjects(
                objects.objects().stream().<JsonNode>map(JsonNode::deepCopy).toList());
        for (Placeholders.Slot slot : Placeholders.in(copy)) {
            slot.fill().accept(answers.to(slot.placeholder()));
        }
        return new IncomingManifest(copy);
    }

    /// The drafts of the targets, for a caller that adds to them before they are checked.
    ///
    /// @throws InvalidInputException when a field has a wrong type, is not known, or a secret is missing
    public List<TargetDraft> drafts() {
        Findings findings = new Findings();
        List<TargetDraft> drafts = new ArrayList<>();
        for (JsonNode target : objects.all()) {
            findings.at(target);
            try {
                drafts.add(objects.draft(target));
            } catch (InvalidInputException e) {
                findings.add(e.violations());
            }
            findings.addNew(TargetSchema.check(target).stream()
                    .filter(found -> isOnlyInSchema(found.field()))
                    .toList());
        }
        findings.addSecrets();
        findings.end(objects.wrongVersions());
        return drafts;
    }

    /// The name may come from an option.
    private static boolean isOnlyInSchema(String field) {
        return !field.equals("metadata.name")
                && (ONLY_IN_SCHEMA.stream().anyMatch(field::startsWith) || !field.contains("."));
    }

    /// The targets, valid ones only.
    ///
    /// @throws InvalidInputException with every violation of every target, each told once
    public List<KinesisTarget> targets() {
        Findings findings = new Findings();
        List<KinesisTarget> targets = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode target : objects.all()) {
            findings.at(target);
            try {
                TargetDraft draft = objects.draft(target);
                try {
                    targets.add(draft.validate());
                } catch (InvalidInputException e) {
                    findings.add(e.violations().stream()
                            .map(TargetObjects::inManifest)
                            .toList());
                }
            } catch (InvalidInputException e) {
                findings.add(e.violations());
            }
            findings.addNew(TargetSchema.check(target));
            String name = ManifestObjects.nameOf(target);
            if (!name.isEmpty() && !names.add(name)) {
                findings.add(List.of(
                        new Violation("metadata.name", Quoted.of(name) + " is the name of more than one target")));
            }
        }
        findings.addSecrets();
        findings.end(objects.wrongVersions());
        return targets;
    }

    /// Names of the objects that nothing here has a use for, as `Kind/name`: all but the targets and the
    /// Secrets that they name.
    public List<String> otherObjects() {
        Set<JsonNode> used = objects.namedKeys().stream().map(SecretKey::secret).collect(Collectors.toSet());
        return objects.objects().stream()
                .filter(object -> !ManifestObjects.isTarget(object) && !used.contains(object))
                .map(ManifestObjects::titleOf)
                .toList();
    }

    /// The platform of `tmctl dump` whose output this looks like, if it holds no target but what is made of
    /// one.
    public Optional<String> dumpedFor() {
        return objects.all().isEmpty()
                ? objects.objects().stream()
                        .flatMap(object -> platform(object).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<String> platform(JsonNode object) {
        boolean adapter = object.path("metadata")
                .path("labels")
                .path("app.kubernetes.io/name")
                .asText()
                .equals("awskinesistarget");
        return Stream.of(object)
                .flatMap(it -> switch (it.path("apiVersion").asText() + " "
                        + it.path("kind").asText()) {
                    case "serving.knative.dev/v1 Service" -> adapter ? Stream.of("knative") : Stream.empty();
                    case "apps/v1 Deployment" -> adapter ? Stream.of("deployment") : Stream.empty();
                    case " " -> it.path("services").isObject() ? Stream.of("docker-compose") : Stream.empty();
                    default -> Stream.empty();
                })
                .findFirst();
    }

    /// Violations, each told once: where the target's own rules speak, the schema is silent.
    private final class Findings {
        private final Set<Violation> all = new LinkedHashSet<>();
        private final List<Violation> ofTarget = new ArrayList<>();
        private final boolean several = objects.all().size() > 1;
        private String prefix = "";

        /// Where there are several targets, their names stand before the fields.
        void at(JsonNode target) {
            ofTarget.clear();
            prefix = several ? ManifestObjects.nameOf(target) + ": " : "";
        }

        void add(List<Violation> violations) {
            for (Violation violation : violations) {
                ofTarget.add(violation);
                all.add(new Violation(prefix + violation.field(), violation.message()));
            }
        }

        /// What is wrong with the Secrets that targets name, but for the keys that they name: of those is told
        /// already.
        void addSecrets() {
            Map<JsonNode, List<String>> named = objects.namedKeys().stream()
                    .collect(Collectors.groupingBy(
                            SecretKey::secret, Collectors.mapping(SecretKey::key, Collectors.toList())));
            addRepeatedSecrets(named.keySet());
            for (JsonNode secret : objects.objects()) {
                List<String> told = named.getOrDefault(secret, List.of()).stream()
                        .flatMap(key -> Stream.of("data", "stringData").map(part -> FieldPath.of(List.of(part, key))))
                        .toList();
                if (!told.isEmpty()) {
                    KubernetesSchemas.check(secret).stream()
                            .filter(found -> !told.contains(found.field()))
                            .map(found -> new Violation(
                                    ManifestObjects.titleOf(secret) + ": " + found.field(), found.message()))
                            .forEach(all::add);
                }
            }
        }

        /// Nobody can tell which one counts.
        private void addRepeatedSecrets(Set<JsonNode> named) {
            Map<String, List<JsonNode>> byName = objects.objects().stream()
                    .filter(ManifestObjects::isSecret)
                    .collect(Collectors.groupingBy(
                            secret -> ManifestObjects.namespaceOf(secret) + "/" + ManifestObjects.nameOf(secret),
                            LinkedHashMap::new,
                            Collectors.toList()));
            for (List<JsonNode> same : byName.values()) {
                if (same.size() > 1 && same.stream().anyMatch(named::contains)) {
                    String title = ManifestObjects.titleOf(same.getFirst());
                    all.add(new Violation(title, "is there " + same.size() + " times; keep one of them"));
                }
            }
        }

        void addNew(List<Violation> violations) {
            add(violations.stream()
                    .filter(violation -> ofTarget.stream().noneMatch(told -> speaksOf(told, violation)))
                    .toList());
        }

        private static boolean speaksOf(Violation told, Violation violation) {
            return told.field().equals(violation.field())
                    || told.field().startsWith(violation.field() + ".")
                    || violation.field().startsWith(told.field() + ".");
        }

        void end(List<Violation> more) {
            all.addAll(more);
            if (!all.isEmpty()) {
                throw new InvalidInputException(List.copyOf(all));
            }
        }
    }
}
