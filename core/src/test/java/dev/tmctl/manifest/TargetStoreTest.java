package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.StreamArn;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
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

    /// The reader's bounds hold for the file, so that no command could read what was written.
    @Test
    void refusesToWriteWhatItCouldNotRead() throws IOException {
        TargetStore store = new TargetStore(home, "dev");
        store.put(target(new Auth.DefaultChain()));
        String before = store.text();
        List<KinesisTarget> many = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            many.add(new KinesisTarget(
                    "t" + i,
                    StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/orders"),
                    new PartitionKey("p"),
                    new Auth.DefaultChain(),
                    null,
                    null,
                    null,
                    false,
                    "{\"annotations\":{\"a\":\"" + "x".repeat(400_000) + "\"}}"));
        }
        Manifest large = store.read().with(many, "dev");
        String message = "with this the context dev would be too large: " + store.manifestFile() + " has "
                + large.render().length() + " characters; a manifest has at most 3145728; keep some of its targets in "
                + "another context, --context NAME";
        assertThatThrownBy(() -> store.write(large))
                .isInstanceOf(InvalidManifestException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> store.check(large)).hasMessage(message);
        assertThat(store.text()).isEqualTo(before);
        store.write(store.read().with(many.subList(0, 7), "dev"));
        assertThat(store.list()).hasSize(8);
    }

    @Test
    void refusesAHugeFileBeforeItIsRead() throws IOException {
        TargetStore store = new TargetStore(home, "dev");
        Files.createDirectories(store.folder());
        try (RandomAccessFile file = new RandomAccessFile(store.manifestFile().toFile(), "rw")) {
            file.setLength(8L * 1024 * 1024 * 1024);
        }
        assertThatThrownBy(store::read)
                .isInstanceOf(InvalidManifestException.class)
                .hasMessage(store.manifestFile()
                        + " has more than 9437184 bytes; a manifest has at most 3145728 characters");
    }
}
