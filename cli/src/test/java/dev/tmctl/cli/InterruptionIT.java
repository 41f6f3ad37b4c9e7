package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C: one line at once, exit code 130, nothing left half done, and a second one that forces. The packed archives
/// are tried with it too.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptionIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/x";

    private final Path home;
    private final Path out;
    private final Path err;
    private final InstalledTmctl tmctl;

    InterruptionIT(@TempDir Path folder) throws IOException {
        this.home = Files.createDirectory(folder.resolve("home"));
        this.out = folder.resolve("out");
        this.err = folder.resolve("err");
        this.tmctl = new InstalledTmctl(home);
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    @Test
    void should_end_a_watch() throws Exception {
        createLocal();
        Process watch = start("watch", "t");
        awaitText(err, "watching ");
        assertThat(interrupted(watch)).isEqualTo(130);
        assertThat(err)
                .hasContent("watching arn:aws:kinesis:us-east-1:000000000000:stream/t from latest\ninterrupted\n");
    }

    @Test
    void should_end_following_a_log() throws Exception {
        createLocal();
        Process logs = start("logs", "-f");
        awaitText(out, "Starting AWS Kinesis Target adapter");
        assertThat(interrupted(logs)).isEqualTo(130);
        assertThat(err).hasContent("interrupted\n");
    }

    @Test
    void should_say_that_nobody_knows_whether_an_event_was_stored() throws Exception {
        try (Deaf endpoint = new Deaf()) {
            Process send = start(
                    "send",
                    "--direct",
                    "--arn",
                    ARN,
                    "--partition",
                    "p",
                    "--endpoint",
                    endpoint.url(),
                    "--id",
                    "1",
                    "--auth.credentials.accessKeyID",
                    "a",
                    "--auth.credentials.secretAccessKey=@" + secret(),
                    "x");
            endpoint.awaitCaller();
            assertThat(interrupted(send)).isEqualTo(130);
            assertThat(err).hasContent("interrupted: nobody knows whether event \"1\" was stored\n");
            assertThat(out).isEmptyFile();
        }
    }

    @Test
    void should_undo_a_create() throws Exception {
        createLocal();
        String before = Files.readString(tmctl.folder().resolve("default/manifest.yaml"));
        Process create = start("create", "target", "awskinesis", "--name", "other", "--arn", ARN, "--partition", "p");
        ProcessHandle adapter = stoppedAdapter(create);
        assertThat(interrupted(create)).isEqualTo(130);
        assertThat(err)
                .hasContent("interrupted: undoing what was begun\n"
                        + "error: interrupted while the adapter of other was starting; nothing was changed\n");
        assertThat(out).isEmptyFile();
        assertThat(Files.readString(tmctl.folder().resolve("default/manifest.yaml")))
                .isEqualTo(before);
        assertThat(tmctl.folder().resolve("default/run/other.json")).doesNotExist();
        assertThat(adapter.isAlive()).isFalse();
    }

    @Test
    void should_say_that_a_create_could_not_be_undone() throws Exception {
        createLocal();
        Path manifest = tmctl.folder().resolve("default/manifest.yaml");
        Process create = start("create", "target", "awskinesis", "--name", "other", "--arn", ARN, "--partition", "p");
        ProcessHandle adapter = stoppedAdapter(create);
        Files.delete(manifest);
        Files.createDirectories(manifest.resolve("in the way"));
        assertThat(interrupted(create)).isEqualTo(130);
        assertThat(err)
                .hasContent("interrupted: undoing what was begun\n"
                        + "error: interrupted while the adapter of other was starting;"
                        + " what was begun could not be undone: " + manifest + ": Is a directory\n"
                        + "next:  tmctl describe other\n");
        assertThat(out).isEmptyFile();
        assertThat(adapter.isAlive()).isFalse();
    }

    @Test
    void should_force_the_end_at_the_second_time() throws Exception {
        try (Deaf endpoint = new Deaf()) {
            Path events = NumberedStream.file(home, 10);
            Process send = start(
                    "send",
                    "--direct",
                    "--arn",
                    ARN,
                    "--partition",
                    "p",
                    "--endpoint",
                    endpoint.url(),
                    "-q",
                    "--auth.credentials.accessKeyID",
                    "a",
                    "--auth.credentials.secretAccessKey=@" + secret(),
                    "--timeout",
                    "unlimited",
                    "-f",
                    events.toString());
            endpoint.awaitCaller();
            signal(send.pid(), "INT");
            awaitText(err, "interrupted: finishing what is under way\n");
            assertThat(send.isAlive()).isTrue();
            long start = System.nanoTime();
            assertThat(interrupted(send)).isEqualTo(130);
            // on its own it would wait for the request that is under way
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(err).hasContent("interrupted: finishing what is under way\n");
        }
    }

    private Path secret() throws IOException {
        return Files.writeString(home.resolve("secret"), "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n");
    }

    private void createLocal() throws Exception {
        assertThat(tmctl.run("create", "target", "awskinesis", "--local", "--name", "t", "--partition", "p")
                        .code())
                .isZero();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(InstalledTmctl.executable().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(tmctl.environment());
        return builder.directory(home.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    private static void awaitText(Path file, String text) {
        Awaitility.await()
                .atMost(TIMEOUT)
                .until(() -> Files.exists(file) && Files.readString(file).contains(text));
    }

    /// The adapter that a command starts; it cannot come up while it is stopped.
    private static ProcessHandle stoppedAdapter(Process create) throws Exception {
        // before it is Java, it is the JDK's helper, for which the command waits, and then the launcher
        ProcessHandle adapter = Awaitility.await()
                .atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(2))
                .until(
                        () -> create.descendants()
                                .filter(InterruptionIT::isAdapter)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        signal(adapter.pid(), "STOP");
        return adapter;
    }

    /// For a moment the JDK's helper looks like the command that starts it.
    private static boolean isAdapter(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.command().filter(program -> program.endsWith("/java")).isPresent()
                && info.arguments()
                        .filter(arguments -> arguments[arguments.length - 1].equals("adapter"))
                        .isPresent();
    }

    private static int interrupted(Process process) throws Exception {
        signal(process.pid(), "INT");
        if (!process.waitFor(TIMEOUT)) {
            process.destroyForcibly();
            throw new AssertionError("it did not end when it was interrupted");
        }
        return process.exitValue();
    }

    private static void signal(long pid, String name) throws Exception {
        new ProcessBuilder("/bin/kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    /// An endpoint that takes requests and never answers.
    private static final class Deaf implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<Socket> callers = new java.util.concurrent.CopyOnWriteArrayList<>();

        Deaf() throws IOException {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Socket caller = server.accept();
                        // the head of its request has arrived
                        if (caller.getInputStream().read() >= 0) {
                            callers.add(caller);
                        }
                    }
                } catch (IOException closed) {
                    // it is closed
                }
            });
        }

        String url() {
            return "http://127.0.0.1:" + server.getLocalPort();
        }

        void awaitCaller() {
            Awaitility.await().atMost(TIMEOUT).until(() -> !callers.isEmpty());
        }

        @Override
        public void close() throws IOException {
            for (Socket caller : callers) {
                caller.close();
            }
            server.close();
        }
    }
}
