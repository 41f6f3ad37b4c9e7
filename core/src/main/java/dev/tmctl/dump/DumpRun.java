package dev.tmctl.dump;

import dev.tmctl.manifest.KubernetesSchemas;
import dev.tmctl.manifest.ManifestObjects;
import dev.tmctl.manifest.Placeholder;
import dev.tmctl.net.Loopback;
import dev.tmctl.target.Auth;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.Violation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes the documents of one dump.
final class DumpRun {
    private final List<KinesisTarget> targets;
    private final Platform platform;
    private final DumpOptions options;
    private final Warnings warnings = new Warnings();
    private final List<Map<String, Object>> documents = new ArrayList<>();

    DumpRun(List<KinesisTarget> targets, Platform platform, DumpOptions options) {
        this.targets = options.secrets()
                ? targets
                : targets.stream().map(Overrides::withoutSecrets).toList();
        this.platform = platform;
        this.options = options;
    }

    Dump dump() {
        refuse(checkTargets());
        refuse(local());
        String envFile = null;
        if (platform == Platform.DOCKER_COMPOSE) {
            ComposeFile compose = new ComposeFile(targets, options, warnings);
            targets.forEach(this::warnOfCompose);
            documents.add(compose.content());
            envFile = compose.envFile();
        } else {
            targets.forEach(this::objects);
        }
        refuse(checkDocuments());
        return new Dump(platform, List.copyOf(documents), envFile, warnings.all());
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
    }

    /// What was stored by hand, or before a rule was known, is found here with the path that it has in a manifest.
    private List<Violation> checkTargets() {
        return targets.stream()
                .flatMap(target -> KubernetesSchemas.check(ManifestObjects.target(target, options.context())).stream()
                        .map(found -> new Violation(of(target, found.field()), found.message())))
                .toList();
    }

    /// Where there are several targets, their names stand before the fields.
    private String of(KinesisTarget target, String field) {
        return targets.size() > 1 ? target.name() + ": " + field : field;
    }

    private List<Violation> checkDocuments() {
        if (platform == Platform.DOCKER_COMPOSE) {
            return List.of();
        }
        List<Violation> violations = new ArrayList<>();
        for (Map<String, Object> document : documents) {
            String title = document.get("kind") + "/" + ((Map<?, ?>) document.getOrDefault("metadata", Map.of())).get("name");
            KubernetesSchemas.check(document)
                    .forEach(found -> violations.add(new Violation(title + ": " + found.field(), found.message())));
        }
        return violations;
    }

    private void objects(KinesisTarget target) {
        addSecret(target);
        if (platform == Platform.KUBERNETES) {
            add(inNamespace(ManifestObjects.target(target, options.context())));
            warnOfController(target);
            return;
        }
        warnOfCluster(target);
        AdapterPod pod = new AdapterPod(target, options.namespace());
        pod.serviceAccount()
                .ifPresentOrElse(
                        account -> add(Plain.of(account)),
                        () -> warnings.add(target.name() + " names the service account " + pod.serviceAccountName()
                                + " and no role: the account has to be in the cluster already"));
        if (platform == Platform.KNATIVE) {
            add(Plain.of(new KnativeService(target, pod, options).object()));
        } else {
            new AdapterDeployment(target, pod, options).objects().forEach(object -> add(Plain.of(object)));
        }
    }

    private void addSecret(KinesisTarget target) {
        Map<String, Object> secret = ManifestObjects.secret(target, options.context());
        if (secret == null) {
            return;
        }
        if (!options.secrets() && secret.get("data") instanceof Map<?, ?> data) {
            Map<String, Object> redacted = new TreeMap<>();
            data.keySet().forEach(key -> redacted.put(key.toString(), Placeholder.TEXT));
            secret.put("data", redacted);
        }
        add(inNamespace(secret));
    }

    private Map<String, Object> inNamespace(Map<String, Object> object) {
        if (options.namespace() != null && object.get("metadata") instanceof Map<?, ?> metadata) {
            Map<String, Object> changed = new TreeMap<>();
            metadata.forEach((key, value) -> changed.put(key.toString(), value));
            changed.put("namespace", options.namespace());
            object.put("metadata", changed);
        }
        return object;
    }

    /// What several targets share is there once.
    private void add(Map<String, Object> document) {
        if (!documents.contains(document)) {
            documents.add(document);
        }
    }

    /// A stream of the local Kinesis is on this machine only. As a manifest the target can still go to
    /// another laptop.
    private List<Violation> local() {
        return targets.stream()
                .filter(KinesisTarget::local)
                .filter(target -> platform != Platform.KUBERNETES)
                .map(target -> new Violation(
                        target.name(),
                        "has its stream in the local Kinesis of this machine, which nothing else reaches; "
                                + "give it one of AWS: " + streamOfAws(target)))
                .toList();
    }

    private void warnOfController(KinesisTarget target) {
        String name = target.name();
        if (target.local()) {
            warnings.add(
                    name
                            + " has its stream in the local Kinesis of this machine; in a cluster there is none of its ARN",
                    streamOfAws(target));
        } else if (target.endpoint() != null) {
            warnings.add(
                    name + " has an endpoint, which only tmctl reads; TriggerMesh's controller sends to AWS",
                    dumpOf(target) + " -p knative");
        }
        if (target.discardCloudEventContext() == null) {
            warnings.add(
                    name + " says nothing of the payload: here a record holds the data alone, TriggerMesh's controller "
                            + "stores the whole CloudEvent",
                    dumpOf(target) + " | tmctl create target awskinesis" + inContext()
                            + " --from - --discardCloudEventContext");
        }
        if (target.ordered() || target.placement().partitionFrom() != null) {
            warnings.add(
                    name + " has partitionFrom or ordered, which TriggerMesh's controller leaves out",
                    dumpOf(target) + " -p knative");
        }
        if (target.auth() instanceof Auth.WebIdentity role && role.deprecatedField()) {
            warnings.add(
                    name + " has auth.iamRole, which TriggerMesh's webhook refuses; auth.iam.roleArn says the same",
                    null);
        }
    }

    private String dumpOf(KinesisTarget target) {
        return "tmctl dump" + inContext() + " " + target.name();
    }

    private String inContext() {
        return options.context().equals("default") ? "" : " --context " + options.context();
    }

    private String streamOfAws(KinesisTarget target) {
        return "tmctl create target awskinesis" + inContext() + " --name " + target.name() + " --partition "
                + target.partitionKey() + " --arn ARN";
    }

    private void warnOfCluster(KinesisTarget target) {
        warnOfThisMachine(target, "in a cluster");
        if (target.ordered()) {
            warnings.add(target.name() + " is ordered, so there is one adapter at a time and no autoscaling");
        }
    }

    private void warnOfCompose(KinesisTarget target) {
        warnOfThisMachine(target, "in a container");
        if (!(target.auth() instanceof Auth.Credentials)) {
            warnings.add(target.name() + " has no keys; its container takes AWS_ACCESS_KEY_ID, "
                    + "AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN from the shell that runs Compose");
        }
    }

    private void warnOfThisMachine(KinesisTarget target, String where) {
        URI endpoint = target.endpoint();
        if (endpoint != null && Loopback.isAuthority(String.valueOf(endpoint.getAuthority()))) {
            warnings.add(target.name() + " has the endpoint " + endpoint + ", which is this machine's own; " + where
                    + " it is another one");
        }
    }
}
