package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.BulkProcess.Ended;
import dev.tmctl.cli.InstalledTmctl.Result;
import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sends that want the same files at the same time, and files that a send uses twice.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedFilesIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Path home;
    private final InstalledTmctl tmctl;

    SharedFilesIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    private String[] direct(String... more) throws Exception {
        Path secret = Files.writeString(home.resolve("secret"), "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n");
        List<String> all = new ArrayList<>(List.of(
                "-f",
                "-",
                "--direct",
                "--arn",
                "arn:aws:kinesis:us-east-1:123456789012:stream/x",
                "--partition",
                "p",
                "--endpoint",
                Endpoints.closed().toString(),
                "--auth.credentials.accessKeyID=AKIAIOSFODNN7EXAMPLE",
                "--auth.credentials.secretAccessKey=@" + secret));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static byte[] broken(int count) {
        StringBuilder lines = new StringBuilder();
        for (int number = 0; number < count; number++) {
            lines.append("{\"specversion\":\"1.0\",\"id\":\"").append(number).append("\"}\n");
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The first one waits for more of its input meanwhile.
    @ParameterizedTest
    @CsvSource({
        "--failed kept, --failed kept",
        "--failed kept, --failed to-kept",
        "--failed kept --resume journal, --resume journal",
        "--failed kept --resume journal, --resume to-journal",
    })
    void should_let_one_send_have_a_file(String first, String second) throws Exception {
        Files.createSymbolicLink(home.resolve("to-kept"), Path.of("kept"));
        Files.createSymbolicLink(home.resolve("to-journal"), Path.of("journal"));
        BulkProcess sending = BulkProcess.send(tmctl, new File("-"), home.resolve("out"), direct(first.split(" ")));
        try (OutputStream pipe = sending.process().getOutputStream()) {
            pipe.write(broken(2_000));
            pipe.flush();
            Awaitility.await().atMost(TIMEOUT).until(() -> sending.err().contains("element 1 is not a valid event"));
            String[] words = second.split(" ");
            List<String> other = new ArrayList<>(List.of("send"));
            other.addAll(List.of(direct(words)));
            Result refused = tmctl.runWithInput(broken(2_000), other.toArray(String[]::new));
            assertThat(refused)
                    .isEqualTo(new Result(
                            2,
                            "",
                            "error: " + second + " is in use by another send\n"
                                    + "hint:  wait until that has ended, or give another file: " + words[0]
                                    + " FILE\n"));
        }
        Ended ended = sending.ended();
        assertThat(ended.failed()).isEqualTo(2_000);
        if (first.startsWith("--failed")) {
            assertThat(Files.readAllLines(home.resolve("kept"))).hasSize(2_000);
        }
        // it is free again, and what it holds is kept
        List<String> again = new ArrayList<>(List.of("send"));
        again.addAll(List.of(direct("--failed", "kept")));
        assertThat(tmctl.runWithInput(broken(3), again.toArray(String[]::new)).err())
                .endsWith("3 read, 0 delivered, 3 failed\n");
        assertThat(Files.readAllLines(home.resolve("kept"))).hasSize(first.startsWith("--failed") ? 2_003 : 3);
    }

    @Test
    void should_free_its_files_when_it_is_killed() throws Exception {
        BulkProcess sending = BulkProcess.send(
                tmctl, new File("-"), home.resolve("out"), direct("--failed", "kept", "--resume", "journal"));
        try (OutputStream pipe = sending.process().getOutputStream()) {
            pipe.write(broken(10));
            pipe.flush();
            Awaitility.await().atMost(TIMEOUT).until(() -> sending.err().contains("element 1 is not a valid event"));
            sending.process().destroyForcibly().waitFor();
        }
        List<String> again = new ArrayList<>(List.of("send"));
        again.addAll(List.of(direct("--failed", "kept", "--resume", "journal")));
        assertThat(tmctl.runWithInput(broken(10), again.toArray(String[]::new)).err())
                .matches("(?s).* read, 0 delivered, .* failed.*\n");
        assertThat(Files.readAllLines(home.resolve("kept"))).hasSize(10);
    }

    /// The results and the failed events would be written over each other.
    @ParameterizedTest
    @CsvSource({
        "0, the file that is sent; give another, ''",
        "1, where standard output goes; give another, hint:  give a file: --failed FILE",
        "2, where standard error goes; give another, hint:  give a file: --failed FILE",
    })
    void should_not_keep_failed_events_where_its_own_streams_go(int stream, String what, String hint) throws Exception {
        Path file = Files.write(home.resolve("file"), broken(3));
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "\"$@\" " + stream + (stream == 0 ? "<" : ">>") + "file",
                "sh",
                InstalledTmctl.executable().toString(),
                "send"));
        command.addAll(List.of(direct("--failed", "file")));
        Ended ended = BulkProcess.start(tmctl, new File("/dev/null"), home.resolve("out"), command)
                .ended();
        assertThat(ended.code()).isEqualTo(2);
        String expected = "error: --failed is " + what + "\n" + (hint.isEmpty() ? "" : hint + "\n");
        String before = new String(broken(3), StandardCharsets.UTF_8);
        assertThat(Files.readString(file)).isEqualTo(stream == 2 ? before + expected : before);
        assertThat(ended.err()).isEqualTo(stream == 2 ? "" : expected);
    }
}
