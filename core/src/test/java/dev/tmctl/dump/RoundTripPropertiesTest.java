package dev.tmctl.dump;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.manifest.IncomingManifest;
import dev.tmctl.manifest.Manifest;
import dev.tmctl.manifest.Placeholder;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.SecretText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What is dumped for Kubernetes is the same target again, however it goes, and never anything that the
/// definition of the target refuses: the import checks it.
class RoundTripPropertiesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Provide
    Arbitrary<KinesisTarget> targets() {
        return Targets.any();
    }

    private static DumpOptions options(boolean secrets) {
        return new DumpOptions("default", null, "adapter:1", secrets);
    }

    @Property(tries = 400)
    void aDumpIsTheSameTarget(@ForAll("targets") KinesisTarget target, @ForAll DumpFormat format) {
        String dumped =
                Dump.of(List.of(target), Platform.KUBERNETES, options(true)).text(format);
        assertThat(Manifests.read(dumped).targets()).containsExactly(target);
        assertThat(Dump.of(Manifests.read(dumped).targets(), Platform.KUBERNETES, options(true))
                        .text(format))
                .isEqualTo(dumped);
    }

    @Property(tries = 200)
    void theStoreHoldsWhatTheDumpSays(@ForAll("targets") KinesisTarget target) {
        String stored = Manifest.parse("", "m").with(target, "default").render();
        assertThat(Dump.of(List.of(target), Platform.KUBERNETES, options(true)).text(DumpFormat.YAML))
                .isEqualTo(stored + "\n");
        assertThat(Manifest.parse(stored, "m").targets()).containsExactly(target);
        assertThat(Manifests.read(stored).targets()).containsExactly(target);
    }

    @Property(tries = 200)
    void withoutSecretsTheSameTargetComesBackFromAnswers(
            @ForAll("targets") KinesisTarget target, @ForAll DumpFormat format) throws IOException {
        Dump dump = Dump.of(List.of(target), Platform.KUBERNETES, options(false));
        IncomingManifest manifest = Manifests.read(dump.text(format));
        Map<String, SecretText> keys = keys(target);
        keys.putAll(variables(target));
        assertThat(manifest.placeholders()).hasSize(keys.size()).allMatch(Placeholder::secret);
        IncomingManifest filled = manifest.filled(asked -> {
            SecretText key = keys.get(asked.label());
            assertThat(key).as(asked.label()).isNotNull();
            return key == null ? "" : key.reveal();
        });
        assertThat(filled.targets()).containsExactly(target);
    }

    @Property(tries = 200)
    void noPlatformButKubernetesAndItsSecretShowsAKey(
            @ForAll("targets") KinesisTarget target, @ForAll Platform platform) throws IOException {
        if (target.local() || !(target.auth() instanceof Auth.Credentials)) {
            return;
        }
        for (Map<String, Object> document :
                Dump.of(List.of(target), platform, options(true)).documents()) {
            JsonNode json = MAPPER.valueToTree(document);
            if (!json.path("kind").asText().equals("Secret")) {
                keys(target)
                        .values()
                        .forEach(key -> assertThat(texts(json))
                                .as(json.toString())
                                .filteredOn(text -> key.reveal().length() > 4)
                                .doesNotContain(key.reveal()));
            }
        }
    }

    private static List<String> texts(JsonNode json) {
        return json.isContainerNode()
                ? json.valueStream().flatMap(child -> texts(child).stream()).toList()
                : List.of(json.asText());
    }

    private static Map<String, SecretText> variables(KinesisTarget target) throws IOException {
        Map<String, SecretText> values = new java.util.HashMap<>();
        if (target.adapterOverrides() != null) {
            JsonNode env = MAPPER.readTree(target.adapterOverrides()).path("env");
            for (int i = 0; i < env.size(); i++) {
                if (env.path(i).hasNonNull("value")) {
                    values.put(
                            target.name() + " spec.adapterOverrides.env[" + i + "].value ("
                                    + env.path(i).path("name").asText() + ")",
                            new SecretText(env.path(i).path("value").asText()));
                }
            }
        }
        return values;
    }

    private static Map<String, SecretText> keys(KinesisTarget target) {
        Map<String, SecretText> keys = new java.util.HashMap<>();
        if (target.auth() instanceof Auth.Credentials credentials) {
            String secret = target.name() + "-secret/";
            keys.put(secret + "accessKeyID", credentials.accessKeyId());
            keys.put(secret + "secretAccessKey", credentials.secretAccessKey());
            if (credentials.sessionToken() != null) {
                keys.put(secret + "sessionToken", credentials.sessionToken());
            }
        }
        return keys;
    }
}
