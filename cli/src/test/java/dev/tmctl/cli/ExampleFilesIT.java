package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every file in `examples/` does what its README says.
class ExampleFilesIT {
    private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();

    private final Path home;
    private final InstalledTmctl tmctl;

    ExampleFilesIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    @Test
    void should_pass_the_smoke_test() throws Exception {
        Path out = home.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(
                EXAMPLES.resolve("ci-smoke-test/smoke-test.sh").toString());
        builder.environment().clear();
        builder.environment().putAll(tmctl.environment());
        builder.environment().put("PATH", InstalledTmctl.executable().getParent() + ":/usr/bin:/bin");
        builder.environment().put("TMPDIR", home.toString());
        Process process = builder.redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(out)).endsWith("smoke test passed: 3 events sent, 3 records read back\n");
        assertThat(process.exitValue()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"deployment, kubernetes/deployment.yaml", "docker-compose, compose/compose.yaml"})
    void should_dump_the_target_as_the_files_say(String platform, String file) throws Exception {
        importTarget();
        InstalledTmctl.Result dumped =
                tmctl.run("dump", "-q", "-p", platform, "orders", "--no-secrets", "--image", "tmctl-adapter:latest");
        assertThat(dumped.code()).as(dumped.err()).isZero();
        assertThat(dumped.out()).isEqualTo(Files.readString(EXAMPLES.resolve(file)));
    }

    @Test
    void should_write_the_keys_for_compose_beside_it() throws Exception {
        importTarget();
        Path keys = home.resolve(".env");
        InstalledTmctl.Result dumped = tmctl.run(
                "dump",
                "-p",
                "docker-compose",
                "orders",
                "--image",
                "tmctl-adapter:latest",
                "--env-file",
                keys.toString());
        assertThat(dumped.out()).isEqualTo(Files.readString(EXAMPLES.resolve("compose/compose.yaml")));
        assertThat(Files.readString(keys)).contains("TMCTL_ORDERS_AWS_ACCESS_KEY_ID='AKIAIOSFODNN7EXAMPLE'");
    }

    private void importTarget() throws IOException, InterruptedException {
        InstalledTmctl.Result imported = tmctl.run(
                "import", "-f", EXAMPLES.resolve("kubernetes/target.yaml").toString());
        assertThat(imported.out()).isEqualTo("orders created\n");
        assertThat(imported.code()).isZero();
    }
}
