package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A reader that has gone away before anything was written: every command ends quietly, as if it had been read.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClosedPipeIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Path home;
    private final InstalledTmctl tmctl;

    ClosedPipeIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    @Test
    void should_end_quietly() throws Exception {
        InstalledTmctl.Result created =
                tmctl.run("create", "target", "awskinesis", "--local", "--name", "t", "--partition", "p");
        assertThat(created.code()).as(created.err()).isZero();
        Path events = NumberedStream.file(home, 5);
        List<String> noisy = new ArrayList<>();
        for (String command : List.of(
                "--version",
                "--help",
                "send --help",
                "help",
                "help environment",
                "version",
                "version -o json",
                "completion bash",
                "config list",
                "config get context",
                "describe",
                "describe t",
                "describe -o yaml",
                "send x",
                "send --direct -o json x",
                "send -o json -f " + events,
                "send --dry-run x",
                "watch --from beginning",
                "watch --from beginning -o json",
                "logs",
                "logs -f",
                "local status",
                "local start",
                "start",
                "restart",
                "stop",
                "delete target t",
                "local reset",
                "local stop")) {
            String told = told(command);
            if (!told.isEmpty()) {
                noisy.add(command + ": " + told);
            }
        }
        assertThat(noisy).isEmpty();
    }

    /// What a command says and returns in front of a closed pipe, empty when it is nothing and 0.
    private String told(String command) throws Exception {
        Path err = home.resolve("err");
        Path code = home.resolve("code");
        ProcessBuilder builder = new ProcessBuilder(
                "/bin/sh",
                "-c",
                "{ \"$0\" " + command + (command.startsWith("--version") ? "" : " -q")
                        + " 2>\"$1\"; echo $? >\"$2\"; } | exec 0<&-",
                InstalledTmctl.executable().toString(),
                err.toString(),
                code.toString());
        builder.environment().clear();
        builder.environment().putAll(tmctl.environment());
        Process process = builder.redirectInput(new File("/dev/null")).start();
        if (!process.waitFor(TIMEOUT)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return "does not end";
        }
        String said = Files.readString(err).replaceAll("5 read, 5 delivered, 0 failed\\n", "");
        String status = Files.readString(code).strip();
        return said + (status.equals("0") ? "" : "exit " + status);
    }
}
