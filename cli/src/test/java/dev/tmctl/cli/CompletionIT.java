package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tmctl.cli.completion.Shell;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What `tmctl completion` prints, and how it completes in the real shells.
class CompletionIT {
    private static final long PATIENCE_SECONDS = 240;

    private final Path home;
    private final Path scripts;
    private final InstalledTmctl tmctl;

    CompletionIT(@TempDir Path folder) throws IOException {
        this.home = Files.createDirectory(folder.resolve("home"));
        this.scripts = Files.createDirectory(folder.resolve("scripts"));
        this.tmctl = new InstalledTmctl(home);
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    @ParameterizedTest
    @EnumSource
    void should_complete_what_a_user_types(Shell shell) throws Exception {
        InstalledTmctl.Result printed = tmctl.run("completion", shell.word());
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).isEqualTo(Files.readString(Path.of("..", "completions", shell.fileName())));
        for (String tool : new String[] {"bats", "script", shell.word()}) {
            assumeTrue(installed(tool), tool + " is not installed; scripts/install-test-shells.sh does it");
        }
        Files.writeString(scripts.resolve(shell.fileName()), printed.out());
        fillHome();
        Path log = scripts.resolve("log");
        ProcessBuilder bats = new ProcessBuilder("bats", "--tap", "src/test/bats/completion.bats");
        bats.environment().clear();
        bats.environment().put("PATH", System.getenv("PATH"));
        bats.environment().put("HOME", home.toString());
        bats.environment().put("LC_ALL", "C.UTF-8");
        bats.environment().put("TMCTL_SHELL", shell.word());
        bats.environment().put("TMCTL_SCRIPTS", scripts.toString());
        bats.environment().put("TMCTL_FILLED", home.toString());
        Process process =
                bats.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String told = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(ended).as(told).isTrue();
        assertThat(process.exitValue()).as(told).isZero();
    }

    /// The tool itself makes the files, so that a change of their form is noticed.
    private void fillHome() throws Exception {
        create("--local", "--name", "orders");
        create("--no-start", "--name", "billing", "--arn", "arn:aws:kinesis:eu-central-1:123456789012:stream/billing");
        create("--no-start", "--name", "later", "--context", "staging", "--local");
        tmctl.stopEverything();
    }

    private void create(String... options) throws Exception {
        String[] arguments = {"create", "target", "awskinesis", "--partition", "p"};
        String[] all = Arrays.copyOf(arguments, arguments.length + options.length);
        System.arraycopy(options, 0, all, arguments.length, options.length);
        assertThat(tmctl.run(all).code()).isZero();
    }

    private static boolean installed(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
