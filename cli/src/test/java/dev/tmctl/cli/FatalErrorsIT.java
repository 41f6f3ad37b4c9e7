package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tmctl.cli.InstalledTmctl.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands whose machine does not give them what they need end all the same, and say why in one line.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FatalErrorsIT {
    private final Path home;
    private final InstalledTmctl tmctl;

    FatalErrorsIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    /// How many files are enough depends on the JVM: it works, or says that it does not.
    @ParameterizedTest
    @ValueSource(ints = {20, 24, 28, 32, 40, 48, 64, 96})
    void should_end_where_few_files_may_be_open(int max) throws Exception {
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "ulimit -n " + max + " && exec \"$@\" >out 2>err",
                "sh",
                InstalledTmctl.executable().toString()));
        command.addAll(List.of(InstalledTmctl.CREATE));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(tmctl.environment());
        Process process = builder.directory(home.toFile()).start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("it ends").isTrue();
        String said = Files.readString(err);
        assertThat(said).doesNotContain("\tat ", "Exception in thread");
        if (process.exitValue() == 0) {
            assertThat(said).isEmpty();
            assertThat(Files.readString(out)).contains("t listening on ");
        } else if (Files.exists(tmctl.folder().resolve("default"))) {
            assertThat(said).startsWith("error: ");
            assertThat(Footprint.files(tmctl.folder().resolve("default"))).isSubsetOf(Set.of(".lock", "run"));
        }
    }

    @ParameterizedTest
    @CsvSource({"create", "describe", "send x", "stop", "delete target t --yes", "dump -p kubernetes", "import -f i"})
    void should_refuse_a_manifest_that_never_ends(String command) throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/zero")), "there is no /dev/zero");
        Path manifest = tmctl.folder().resolve("default/manifest.yaml");
        Files.createDirectories(manifest.getParent());
        Files.createSymbolicLink(manifest, Path.of("/dev/zero"));
        Files.writeString(home.resolve("i"), """
                apiVersion: targets.triggermesh.io/v1alpha1
                kind: AWSKinesisTarget
                metadata: {name: x}
                spec: {arn: "arn:aws:kinesis:us-east-1:123456789012:stream/x", partition: p, auth: {iam: {}}}
                """);
        Result result = tmctl.run(command.equals("create") ? InstalledTmctl.CREATE : command.split(" "));
        assertThat(result).isEqualTo(new Result(2, "", "error: " + manifest + " is not a regular file\n"));
    }

    @Test
    void should_say_that_memory_ran_out() throws Exception {
        InstalledTmctl small =
                new InstalledTmctl(home, java.util.Map.of("TMCTL_JAVA_OPTS", "-Xmx8m -Xms8m -XX:+UseSerialGC"));
        byte[] line = ("\"" + "x".repeat(12_000_000) + "\"").getBytes(StandardCharsets.UTF_8);
        Result result = small.runWithInput(line, "send", "--dry-run", "-");
        assertThat(result)
                .isEqualTo(new Result(
                        1,
                        "",
                        "error: memory ran out: Java heap space\n"
                                + "hint:  give it more memory, for example TMCTL_JAVA_OPTS=-Xmx1g\n"));
    }
}
