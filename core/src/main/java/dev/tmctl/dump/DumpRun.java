package dev.tmctl.dump;

import dev.tmctl.manifest.ManifestObjects;
import dev.tmctl.manifest.Placeholder;
import dev.tmctl.net.Loopback;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/// Makes the documents of one dump.
final class DumpRun {
    private final List<KinesisTarget> targets;
    private final Platform platform;
    private final DumpOptions options;
    private final DumpChecks checks;
    private final Warnings warnings = new Warnings();
    private final List<Map<String, Object>> documents = new ArrayList<>();

    DumpRun(List<KinesisTarget> targets, Platform platform, DumpOptions options) {
        this.targets = options.secrets()
                ? targets
                : targets.stream().map(Overrides::withoutSecrets).toList();
        this.checks = new DumpChecks(targets, platform, options);
        this.platform = platform;
        this.options = options;
    }

    Dump dump() {
        checks.checkTargets();
        targets.forEach(this::warnOfInlineSecrets);
        if (platform == Platform.KUBERNETES) {
            // a controller of another kind may do better than to apply them in turn
            checks.accounts().forEach(shared -> warnings.add(shared.toString()));
        }
        EnvFile envFile = null;
        if (platform == Platform.DOCKER_COMPOSE) {
            ComposeFile compose = new ComposeFile(targets, options, warnings);
            targets.forEach(this::warnOfCompose);
            documents.add(compose.content());
            envFile = compose.envFile();
        } else {
            targets.forEach(this::objects);
        }
        checks.checkDocuments(documents);
        return new Dump(platform, List.copyOf(documents), envFile, warnings.all());
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
                        account -> add(ModelToMap.of(account)),
                        () -> warnings.add(target.name() + " names the service account " + pod.serviceAccountName()
                                + " and no role: the account has to be in the cluster already"));
        if (platform == Platform.KNATIVE) {
            add(ModelToMap.of(new KnativeService(target, pod, options).object()));
        } else {
            new AdapterDeployment(target, pod, options).objects().forEach(object -> add(ModelToMap.of(object)));
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

    private void warnOfController(KinesisTarget target) {
        String name = target.name();
        if (target.local()) {
            warnings.add(
                    name + " has its stream in the local Kinesis of this machine; in a cluster there is none of its "
                            + "ARN; " + DumpChecks.streamOfAws(target, options));
        } else if (target.endpoint() != null) {
            warnings.add(
                    name + " has an endpoint, which only tmctl reads; TriggerMesh's controller sends to AWS",
                    dumpOf(target) + " -p knative");
        }
        if (target.discardCloudEventContext() == null) {
            warnings.add(
                    name + " says nothing of the payload: here a record holds the data alone, TriggerMesh's controller "
                            + "stores the whole CloudEvent",
                    dumpOf(target) + " | tmctl create target awskinesis" + options.inContext()
                            + " --from - --discardCloudEventContext");
        }
        if (PodSyntax.changes(target.partitionKey().value())) {
            warnings.add(
                    name + " has $$ or $( in its partition key, which are syntax in a pod's variables; TriggerMesh's "
                            + "controller passes them on as they are, and records get another key",
                    dumpOf(target) + " -p knative");
        }
        if (target.ordered() || target.partitioning().partitionFrom() != null) {
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
        return "tmctl dump" + options.inContext() + " " + target.name();
    }

    private void warnOfCluster(KinesisTarget target) {
        warnOfThisMachine(target, "in a cluster");
        if (target.ordered()) {
            warnings.add(target.name() + " is ordered, so there is one adapter at a time and no autoscaling");
        }
        SortedSet<String> others = Overrides.of(target).otherResources();
        if (!others.isEmpty()) {
            warnings.add(target.name() + " has " + String.join(", ", others)
                    + " in spec.adapterOverrides.resources, which is left out: cpu and memory are taken, as "
                    + "TriggerMesh's controller does it");
        }
        if (platform == Platform.KNATIVE && options.namespace() == null) {
            warnings.add(
                    target.name() + " gets no NAMESPACE, a label of its metrics: a Knative Service cannot ask for it; "
                            + "--namespace says it");
        }
        EgressPorts egress = EgressPorts.of(new AdapterVariables(target, Overrides.of(target)).pod());
        if (platform == Platform.DEPLOYMENT && !egress.unknown().isEmpty()) {
            warnings.add("the network policy of " + target.name() + " does not let through to what "
                    + String.join(", ", egress.unknown()) + " names: the port is not known here; add it");
        }
    }

    private void warnOfInlineSecrets(KinesisTarget target) {
        for (String field : InlineSecrets.in(Overrides.of(target))) {
            warnings.add(target.name() + " has what looks like a secret in " + field
                    + ", which stands here as it is; valueFrom.secretKeyRef takes it from a Secret, --no-secrets leaves "
                    + "it out");
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
