package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import dev.tmctl.cli.completion.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What `tmctl completion` prints, and how it completes in the real shells.
class CompletionIT {
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

    @TestFactory
    List<DynamicContainer> should_complete_what_a_user_types() throws Exception {
        fillHome();
        List<DynamicContainer> shells = new ArrayList<>();
        for (Shell shell : Shell.values()) {
            shells.add(dynamicContainer(shell.word(), tests(shell)));
        }
        return shells;
    }

    private List<DynamicTest> tests(Shell shell) throws Exception {
        InstalledTmctl.Result printed = tmctl.run("completion", shell.word());
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).isEqualTo(Files.readString(Path.of("..", "completions", shell.fileName())));
        for (String tool : new String[] {"script", shell.word()}) {
            if (!Bats.installed(tool)) {
                String reason = tool + " is not installed; scripts/install-test-shells.sh does it";
                return List.of(DynamicTest.dynamicTest(tool, () -> abort(reason)));
            }
        }
        Files.writeString(scripts.resolve(shell.fileName()), printed.out());
        return Bats.tests(
                Path.of("src/test/bats/completion.bats"),
                scripts,
                Map.of(
                        "TMCTL_SHELL",
                        shell.word(),
                        "TMCTL_SCRIPTS",
                        scripts.toString(),
                        "TMCTL_FILLED",
                        home.toString()));
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
}
