package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The caches of loaded classes: they are used, and never for other code than they were made of.
class ClassCacheIT {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("tmctl.distribution"));
    private static final String CHANGED_CLASS = "dev/tmctl/cli/support/VersionText";

    /// Class files older than this are left out of a cache.
    private static final int CACHEABLE = 50;

    private final Path home;
    private final Path copy;

    ClassCacheIT(@TempDir Path home) {
        this.home = home;
        this.copy = home.resolve("a copy");
    }

    @BeforeEach
    void copyDistribution() throws IOException {
        try (Stream<Path> files = Files.walk(DISTRIBUTION)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        copy.resolve(DISTRIBUTION.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static String buildId(Path distribution) throws IOException {
        return Files.readString(distribution.resolve("lib/build-id")).strip();
    }

    /// Runs the copy.
    ///
    /// @return what it said, both streams
    private String run(String javaOptions, String... command) throws Exception {
        Path said = home.resolve("said");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().clear();
        builder.environment().putAll(new InstalledTmctl(home).environment());
        builder.environment().put("TMCTL_JAVA_OPTS", javaOptions);
        Process process = builder.start();
        boolean ended = process.waitFor(300, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).isTrue();
        return Files.readString(said);
    }

    private String version() throws Exception {
        return run("", copy.resolve("bin/tmctl").toString(), "--version");
    }

    /// Another version of a class of the tool, in its jar.
    private void changeTheCode() throws IOException {
        Path sources = Files.createDirectories(home.resolve("sources"));
        Path source = sources.resolve("VersionText.java");
        Files.writeString(
                source,
                "package dev.tmctl.cli.support; public final class VersionText "
                        + "implements picocli.CommandLine.IVersionProvider { public String line() { return \"new code\"; }"
                        + " public String version() { return \"\"; } public String commit() { return \"\"; }"
                        + " public String[] getVersion() { return new String[0]; } }");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", picocli().toString(), "-d", sources.toString(), source.toString());
        assertThat(status).isZero();
        try (FileSystem jar = FileSystems.newFileSystem(copy.resolve("lib/tmctl.jar"))) {
            Files.copy(
                    sources.resolve(CHANGED_CLASS + ".class"),
                    jar.getPath(CHANGED_CLASS + ".class"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void should_take_classes_from_the_cache_in_any_folder() throws Exception {
        String said = run("-Xlog:class+load", copy.resolve("bin/tmctl").toString(), "send", "--dry-run", "{\"a\":1}");
        assertThat(said)
                .contains("dev.tmctl.cli.command.SendCommand source: shared objects file")
                .contains("picocli.CommandLine source: shared objects file")
                .doesNotContain("source: file:");
    }

    @Test
    void should_run_the_new_code_when_a_jar_is_replaced_under_the_cache() throws Exception {
        assertThat(version()).startsWith("tmctl ");
        changeTheCode();
        assertThat(version()).isEqualTo("new code\n");
    }

    @Test
    void should_run_the_new_code_after_an_upgrade_whose_files_are_old() throws Exception {
        changeTheCode();
        Files.setLastModifiedTime(copy.resolve("lib/tmctl.jar"), FileTime.from(Instant.EPOCH));
        Files.writeString(copy.resolve("lib/build-id"), "0123456789abcdef\n", StandardCharsets.US_ASCII);
        assertThat(version()).isEqualTo("new code\n");
    }

    @Test
    void should_replace_stale_caches_by_those_of_the_build() throws Exception {
        changeTheCode();
        Files.writeString(copy.resolve("lib/build-id"), "0123456789abcdef\n", StandardCharsets.US_ASCII);
        Files.writeString(copy.resolve("cache/stale"), "");
        String said = run("", copy.resolve("bin/tmctl-warmup").toString());
        assertThat(said).isEmpty();
        try (Stream<Path> files = Files.list(copy.resolve("cache"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "aws-0123456789abcdef.aot",
                            "client-0123456789abcdef.aot",
                            "direct-0123456789abcdef.aot",
                            "help-0123456789abcdef",
                            "plain-0123456789abcdef.aot",
                            "send-0123456789abcdef.aot",
                            "server-0123456789abcdef.aot");
        }
        assertThat(version()).isEqualTo("new code\n");
    }

    @Test
    void should_have_the_caches_of_this_build_and_no_class_file_that_they_would_skip() throws Exception {
        try (Stream<Path> files = Files.list(DISTRIBUTION.resolve("cache"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains(
                            "plain-" + buildId(DISTRIBUTION) + ".aot",
                            "send-" + buildId(DISTRIBUTION) + ".aot",
                            "direct-" + buildId(DISTRIBUTION) + ".aot",
                            "client-" + buildId(DISTRIBUTION) + ".aot",
                            "aws-" + buildId(DISTRIBUTION) + ".aot",
                            "help-" + buildId(DISTRIBUTION));
        }
        try (JarFile picocli = new JarFile(picocli().toFile())) {
            List<JarEntry> classes = picocli.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .toList();
            assertThat(classes)
                    .hasSizeGreaterThan(200)
                    .allSatisfy(entry -> assertThat(major(picocli, entry)).isGreaterThanOrEqualTo(CACHEABLE));
        }
    }

    private static Path picocli() throws IOException {
        try (Stream<Path> files = Files.list(DISTRIBUTION.resolve("lib"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("picocli-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int major(JarFile jar, JarEntry entry) {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            in.skipNBytes(6);
            return in.readUnsignedShort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
