package dev.tmctl.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole dumps with what is said beside them; `-Dgenerate=true` writes the files.
class GoldenDumpTest {
    private static final Path GOLDEN = Manifests.FOLDER.resolve("golden");

    static Stream<Arguments> dumps() {
        List<String> manifests = List.of(
                "documentation-page",
                "session-token-and-role",
                "iam-role",
                "iam-service-account",
                "all-overrides",
                "overrides-from-the-cluster",
                "partition-from-and-ordered",
                "this-machines-settings",
                "two-targets-one-secret");
        return manifests.stream()
                .flatMap(manifest -> Arrays.stream(Platform.values())
                        .filter(platform -> platform != Platform.KUBERNETES)
                        .map(platform -> Arguments.of(manifest, platform)));
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void isWholeAsExpected(String manifest, Platform platform) throws IOException {
        check(manifest + "." + platform, manifest, platform, DumpFormat.YAML, null, true);
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void hasNoSecretsWhereNoneAreWanted(Platform platform) throws IOException {
        String said =
                check("no-secrets." + platform, "session-token-and-role", platform, DumpFormat.YAML, "streams", false);
        assertThat(said)
                .doesNotContain("ASIA")
                .doesNotContain("wJalr")
                .doesNotContain("FwoG")
                .doesNotContain("QVNJQ")
                .doesNotContain("d0phb");
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void isJson(Platform platform) throws IOException {
        check("json." + platform, "documentation-page", platform, DumpFormat.JSON, "streams", true);
    }

    static Stream<Platform> platforms() {
        return Arrays.stream(Platform.values());
    }

    private static String check(
            String name,
            String manifest,
            Platform platform,
            DumpFormat format,
            @Nullable String namespace,
            boolean secrets)
            throws IOException {
        Dump dump = Dump.of(
                Manifests.targets(manifest + ".yaml"),
                platform,
                new DumpOptions("default", namespace, "registry.example.com/adapter:1", secrets));
        StringBuilder said = new StringBuilder(dump.text(format));
        if (dump.envFile() != null) {
            said.append("=== the file of variables\n").append(dump.envFile().text());
        }
        dump.warnings()
                .forEach(warning -> said.append("=== warning\n")
                        .append(warning.text())
                        .append('\n')
                        .append(warning.next() == null ? "" : "next: " + warning.next() + "\n"));
        Path golden = GOLDEN.resolve(name + ".txt");
        if (Boolean.getBoolean("generate")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, said);
        }
        assertThat(said.toString()).isEqualTo(Files.readString(golden));
        return said.toString();
    }
}
