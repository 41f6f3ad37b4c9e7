package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.StreamArn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TargetStoreTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/writer";
    private static final SecretText ID = new SecretText("AKIAEXAMPLE");
    private static final SecretText SECRET = new SecretText("s3cret/+=");

    @TempDir
    Path home;

    private static KinesisTarget target(Auth auth) {
        return new KinesisTarget(
                "orders",
                StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/orders"),
                new PartitionKey("key: \"é\" # 1"),
                auth,
                false,
                URI.create("http://localhost:4567"),
                8080,
                false,
                "{\"resources\":{\"cpu\":1.5,\"names\":[\"a\",\"1\"]}}");
    }

    static Stream<Auth> everyAuth() {
        return Stream.of(
                new Auth.DefaultChain(),
                new Auth.Credentials(ID, SECRET, null, null),
                new Auth.Credentials(ID, SECRET, new SecretText("token"), ROLE),
                new Auth.WebIdentity(ROLE, null, true),
                new Auth.WebIdentity(ROLE, null, false),
                new Auth.WebIdentity(null, "writer", false),
                new Auth.WebIdentity(ROLE, "writer", false));
    }

    @ParameterizedTest
    @MethodSource("everyAuth")
    void findsWhatItPut(Auth auth) throws IOException {
        TargetStore store = new TargetStore(home, "dev");
        store.put(target(auth));
        assertThat(store.find("orders")).contains(target(auth));
        assertThat(store.list()).containsExactly(target(auth));
        assertThat(store.find("other")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyAuth")
    void replacesInPlaceAndForgetsTheSecret(Auth auth) throws IOException {
        TargetStore store = new TargetStore(home, "dev");
        store.put(target(new Auth.Credentials(ID, SECRET, null, null)));
        store.put(target(auth));
        store.put(target(auth));
        assertThat(store.list()).containsExactly(target(auth));
        assertThat(Files.readString(store.manifestFile()).contains("kind: Secret"))
                .isEqualTo(auth instanceof Auth.Credentials);
    }

    @Test
    void keepsForeignDocumentsToTheLetter() throws IOException {
        TargetStore store = new TargetStore(home, "dev");
        String foreign = """
                # my broker, do not touch
                apiVersion: eventing.triggermesh.io/v1alpha1
                kind:   RedisBroker   # odd spacing
                metadata: {name: "b", labels: {x: 'y'}}

                ---
                # and a secret of its own
                apiVersion: v1
                kind: Secret
                metadata:
                  name: foreign
                data:
                    text: |-
                      bm90
                # the end
                """;
        Files.createDirectories(store.folder());
        Files.writeString(store.manifestFile(), foreign);
        store.put(target(new Auth.Credentials(ID, SECRET, null, null)));
        assertThat(Files.readString(store.manifestFile())).startsWith("---\n" + foreign + "---\n");
        store.write(store.read().without("orders"));
        assertThat(Files.readString(store.manifestFile())).isEqualTo("---\n" + foreign);
        store.write(store.read().without("orders"));
        assertThat(Files.readString(store.manifestFile())).isEqualTo("---\n" + foreign);
    }

    @Test
    void keepsItsFilesToTheOwner() throws IOException {
        TargetStore store = new TargetStore(home, "dev");
        store.put(target(new Auth.DefaultChain()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.folder())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.manifestFile())))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(store.manifestFile(), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(store.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        store.put(target(new Auth.DefaultChain()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.folder())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.manifestFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void leavesNoFileBehindWithoutTargets() throws IOException {
        TargetStore store = new TargetStore(home, "dev");
        store.put(target(new Auth.DefaultChain()));
        store.write(store.read().without("orders"));
        try (Stream<Path> files = Files.list(store.folder())) {
            assertThat(files).isEmpty();
        }
    }
}
