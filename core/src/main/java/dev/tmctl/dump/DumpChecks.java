package dev.tmctl.dump;

import dev.tmctl.manifest.KubernetesSchemas;
import dev.tmctl.manifest.ManifestObjects;
import dev.tmctl.target.Auth;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds what keeps targets from being dumped for a platform.
final class DumpChecks {
    private final List<KinesisTarget> targets;
    private final Platform platform;
    private final DumpOptions options;

    DumpChecks(List<KinesisTarget> targets, Platform platform, DumpOptions options) {
        this.targets = targets;
        this.platform = platform;
        this.options = options;
    }

    /// Looks at the targets.
    ///
    /// @throws InvalidInputException when they cannot run there
    void checkTargets() {
        refuse(definition());
        refuse(local());
        refuse(targets.stream()
                .flatMap(
                        target -> OverrideRules.check(target, platform).stream().map(found -> of(target, found)))
                .toList());
        if (platform == Platform.KNATIVE || platform == Platform.DEPLOYMENT) {
            refuse(accounts());
        }
    }

    /// Looks at the objects that were made of them.
    ///
    /// @throws InvalidInputException when Kubernetes would refuse one
    void checkDocuments(List<Map<String, Object>> documents) {
        if (platform == Platform.DOCKER_COMPOSE) {
            return;
        }
        List<Violation> violations = new ArrayList<>();
        for (Map<String, Object> document : documents) {
            Object name = document.get("metadata") instanceof Map<?, ?> metadata ? metadata.get("name") : "";
            KubernetesSchemas.check(document)
                    .forEach(found -> violations.add(
                            new Violation(document.get("kind") + "/" + name + ": " + found.field(), found.message())));
        }
        refuse(violations);
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
    }

    /// What was stored by hand, or before a rule was known, is found here with the path that it has in a manifest.
    private List<Violation> definition() {
        return targets.stream()
                .flatMap(target -> KubernetesSchemas.check(ManifestObjects.target(target, options.context())).stream()
                        .map(found -> of(target, found)))
                .toList();
    }

    /// Where there are several targets, their names stand before the fields.
    private Violation of(KinesisTarget target, Violation found) {
        return targets.size() > 1 ? new Violation(target.name() + ": " + found.field(), found.message()) : found;
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
                                + streamOfAws(target, options)))
                .toList();
    }

    /// Advice in words: nobody here knows the ARN.
    static String streamOfAws(KinesisTarget target, DumpOptions options) {
        return "give it one of AWS: tmctl create target awskinesis" + options.inContext() + " --name " + target.name()
                + " --partition " + target.partitionKey() + " --arn ARN";
    }

    /// A service account has one role: two would be applied in turn, and the pods of one target get the other's.
    List<Violation> accounts() {
        List<Violation> violations = new ArrayList<>();
        Map<String, KinesisTarget> owners = new LinkedHashMap<>();
        for (KinesisTarget target : targets) {
            AdapterPod pod = new AdapterPod(target, options.namespace());
            if (pod.serviceAccount().isEmpty()) {
                continue;
            }
            KinesisTarget other = owners.putIfAbsent(pod.serviceAccountName(), target);
            if (other != null && !Objects.equals(role(other), role(target))) {
                violations.add(new Violation(
                        target.name() + ": spec.auth.iam",
                        "needs the service account " + pod.serviceAccountName() + " with " + inWords(role(target))
                                + ", and " + other.name() + " needs it with " + inWords(role(other))
                                + "; give one of them another serviceAccount"));
            }
        }
        return violations;
    }

    private static @Nullable String role(KinesisTarget target) {
        return target.auth() instanceof Auth.WebIdentity role ? role.roleArn() : null;
    }

    private static String inWords(@Nullable String role) {
        return role == null ? "no role" : "the role " + role;
    }
}
