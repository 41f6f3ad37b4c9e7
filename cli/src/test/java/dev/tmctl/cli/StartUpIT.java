package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What makes a send start fast and is not seen in what it does.
@DisplayNameGeneration(ReplaceUnderscores.class)
class StartUpIT {
    private static final Path LIB = Path.of(System.getProperty("tmctl.distribution"), "lib");

    /// HotSpot makes the package of each class anew for jars behind these, `tmctl.jar` included
    /// (`PackageEntry::max_index_for_defined_in_class_path`).
    private static final int EARLY_JARS = 32;

    private final Path home;

    StartUpIT(@TempDir Path home) {
        this.home = home;
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    /// One that comes from a jar costs more than itself: every jar before its own is opened.
    private void assertNothingComesFromJars(String... send) throws Exception {
        Path loaded = home.resolve("loaded");
        InstalledTmctl watched = new InstalledTmctl(
                home,
                Map.of(
                        "TMCTL_JAVA_OPTS",
                        "-Xlog:class+load:file=" + loaded,
                        "AWS_ACCESS_KEY_ID",
                        "a",
                        "AWS_SECRET_ACCESS_KEY",
                        "b"));
        assertThat(watched.run(send).code()).isZero();
        assertThat(Files.readAllLines(loaded))
                .anyMatch(line -> line.endsWith("dev.tmctl.cli.Main source: shared objects file"))
                .filteredOn(line -> line.contains(" source: file:"))
                .isEmpty();
    }

    @Test
    void should_find_the_classes_of_sends_in_their_caches() throws Exception {
        InstalledTmctl tmctl = new InstalledTmctl(home);
        assertThat(tmctl.run("create", "target", "awskinesis", "--local", "--name", "t", "--partition", "p")
                        .code())
                .isZero();

        assertNothingComesFromJars("send", "{\"a\":1}");
        assertNothingComesFromJars(
                "send",
                "--direct",
                "--arn",
                "arn:aws:kinesis:us-east-1:000000000000:stream/t",
                "--partition",
                "p",
                "--endpoint",
                tmctl.localKinesis().toString(),
                "{\"a\":1}");
    }

    @Test
    void should_have_the_jars_of_a_send_first() throws Exception {
        try (JarFile main = new JarFile(LIB.resolve("tmctl.jar").toFile())) {
            List<String> jars = List.of(main.getManifest()
                    .getMainAttributes()
                    .getValue(Attributes.Name.CLASS_PATH)
                    .split(" "));
            assertThat(jars.subList(0, EARLY_JARS - 1).stream().map(jar -> jar.replaceFirst("-[0-9].*", "")))
                    .contains(
                            "picocli",
                            "tmctl-core",
                            "jackson-core",
                            "jackson-databind",
                            "snakeyaml-engine",
                            "cloudevents-api",
                            "httpcore5",
                            "httpclient5",
                            "regions",
                            "utils",
                            "sdk-core",
                            "kinesis",
                            "aws-json-protocol");
        }
    }
}
