package dev.tmctl.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.manifest.IncomingManifest;
import dev.tmctl.manifest.InvalidManifestException;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Manifests as people have them: what is stored of each, or what is said of it, is in the file of the same
/// name that ends with `.expected`; `-Dgenerate=true` writes it.
class CorpusTest {
    private static final Path FOLDER = Manifests.FOLDER.resolve("corpus");
    private static final DumpOptions OPTIONS = new DumpOptions("default", null, "adapter:1", true);

    static Stream<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> !file.toString().endsWith(".expected")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void saysWhatIsExpected(Path manifest) throws IOException {
        Path expected = FOLDER.resolve(manifest.getFileName() + ".expected");
        String said = said(manifest);
        if (Boolean.getBoolean("generate")) {
            Files.writeString(expected, said);
        }
        assertThat(said).isEqualTo(Files.readString(expected));
        assertThat(said.contains("\nkind: AWSKinesisTarget\n"))
                .as("only what is called broken is refused")
                .isNotEqualTo(manifest.getFileName().toString().startsWith("broken-"));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void comesBackAsItWent(Path manifest) throws IOException {
        if (manifest.getFileName().toString().startsWith("broken-")) {
            assertThatThrownBy(() -> Manifests.read(Files.readString(manifest)).targets())
                    .isInstanceOfAny(InvalidInputException.class, InvalidManifestException.class);
            return;
        }
        List<KinesisTarget> targets = Manifests.read(Files.readString(manifest)).targets();
        for (DumpFormat format : DumpFormat.values()) {
            String dumped = Dump.of(targets, Platform.KUBERNETES, OPTIONS).text(format);
            List<KinesisTarget> again = Manifests.read(dumped).targets();
            assertThat(again).isEqualTo(targets);
            assertThat(Dump.of(again, Platform.KUBERNETES, OPTIONS).text(format))
                    .isEqualTo(dumped);
        }
    }

    /// The page starts with the manifest of the corpus; what is shown there is what is tried here.
    @Test
    void thePageOnKubernetesShowsAManifestOfTheCorpus() throws IOException {
        assertThat(Files.readString(Path.of("../docs/kubernetes.md")))
                .contains("```yaml\n# target.yaml\n" + Files.readString(FOLDER.resolve("documentation-page.yaml"))
                        + "```\n");
    }

    private static String said(Path manifest) throws IOException {
        try {
            IncomingManifest read = Manifests.read(Files.readString(manifest));
            String others = read.otherObjects().stream()
                    .map(other -> "# left alone: " + other + "\n")
                    .collect(Collectors.joining());
            List<KinesisTarget> targets = read.targets();
            return others
                    + (targets.isEmpty()
                            ? "# no target\n"
                            : Dump.of(targets, Platform.KUBERNETES, OPTIONS).text(DumpFormat.YAML));
        } catch (InvalidInputException e) {
            return e.violations().stream().map(Violation::toString).collect(Collectors.joining("\n", "", "\n"));
        } catch (InvalidManifestException e) {
            return e.getMessage() + "\n";
        }
    }
}
