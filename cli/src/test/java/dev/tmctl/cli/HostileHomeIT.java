package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tmctl.cli.InstalledTmctl.Result;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home that cannot be written, records of processes that are not ours, and ports that are taken: every failure is
/// told in a line and leaves nothing behind.
class HostileHomeIT {
    private final Path home;
    private final InstalledTmctl tmctl;

    HostileHomeIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    @Test
    void should_fail_in_one_line_below_a_regular_file() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "precious");
        Result result = new InstalledTmctl(home, Map.of("TMCTL_HOME", file + "/below")).run(InstalledTmctl.CREATE);
        assertThat(result.err()).isEqualTo("error: " + file + "/below: Not a directory\n");
        assertFailed(result);
        assertThat(Footprint.files(home)).containsExactly("file");
        assertThat(file).hasContent("precious");
    }

    @Test
    void should_fail_in_one_line_where_nothing_can_be_created() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "there is no /proc");
        Result result = new InstalledTmctl(home, Map.of("TMCTL_HOME", "/proc/tmctl")).run(InstalledTmctl.CREATE);
        assertThat(result.err()).isEqualTo("error: /proc/tmctl: no such file\n");
        assertFailed(result);
        assertThat(Footprint.files(home)).isEmpty();
    }

    @Test
    void should_fail_in_one_line_in_a_read_only_home() throws Exception {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(home), "root writes where it may not");
            Result result = tmctl.run(InstalledTmctl.CREATE);
            assertThat(result.err()).isEqualTo("error: " + home + "/.triggermesh: permission denied\n");
            assertFailed(result);
            assertThat(Footprint.files(home)).isEmpty();
        } finally {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void should_not_take_a_foreign_process_for_the_adapter() throws Exception {
        assertThat(tmctl.run(InstalledTmctl.CREATE).code()).isZero();
        assertThat(tmctl.run("stop").out()).isEqualTo("t stopped\n");
        Path record = tmctl.folder().resolve("default/run/t.json");
        Files.writeString(
                record,
                "{\"pid\":%d,\"startedAt\":\"%s\",\"port\":1,\"fingerprint\":\"\"}"
                        .formatted(ProcessHandle.current().pid(), Instant.EPOCH));
        assertThat(tmctl.run("describe").out()).contains("offline").doesNotContain("online");
        Result sent = tmctl.run("send", "x");
        assertThat(sent.err()).isEqualTo("error: the adapter of t is not running\nnext:  tmctl start t\n");
        assertThat(sent.code()).isEqualTo(5);
        assertThat(tmctl.run("stop").out()).isEqualTo("t was not running\n");
        assertThat(Masked.text(tmctl.run("start").out())).isEqualTo("t listening on http://127.0.0.1:PORT\n");
        assertThat(Footprint.processes(home)).hasSize(1);
    }

    @Test
    void should_tell_of_an_adapter_that_was_killed() throws Exception {
        String[] local = {"create", "target", "awskinesis", "--name", "t", "--partition", "p", "--local"};
        assertThat(tmctl.run(local).code()).isZero();
        Set<String> before = Footprint.files(tmctl.folder().resolve("default"));
        long pid = Long.parseLong(tmctl.run("describe", "-o", "json").out().replaceAll("(?s).*\"pid\":(\\d+).*", "$1"));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        ProcessHandle.of(pid).ifPresent(adapter -> adapter.onExit().join());
        assertThat(tmctl.run("describe").out().replaceAll(" +", " ")).isEqualTo("""
                NAME KIND STREAM EXPECTED EVENTS ADAPTER DELIVERED FAILED
                t awskinesistarget t * offline - -
                """);
        assertThat(tmctl.run("send", "x").code()).isEqualTo(5);
        assertThat(tmctl.run("send", "--direct", "x").code()).isZero();
        assertThat(tmctl.run("start").code()).isZero();
        assertThat(tmctl.run("send", "x").code()).isZero();
        assertThat(Footprint.files(tmctl.folder().resolve("default"))).isEqualTo(before);
    }

    @Test
    void should_keep_the_old_adapter_when_the_new_port_is_taken() throws Exception {
        assertThat(tmctl.run(InstalledTmctl.CREATE).code()).isZero();
        String before = tmctl.run("describe", "-o", "json").out();
        Path manifest = tmctl.folder().resolve("default/manifest.yaml");
        String stored = Files.readString(manifest);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            List<String> create = new ArrayList<>(List.of(InstalledTmctl.CREATE));
            create.addAll(List.of("--port", port));
            Result result = tmctl.run(create.toArray(String[]::new));
            assertThat(result.err())
                    .isEqualTo(
                            "error: port " + port + " is taken by another program; free it or give another --port\n");
            assertFailed(result);
        }
        assertThat(Files.readString(manifest)).isEqualTo(stored);
        assertThat(url(tmctl.run("describe", "-o", "json").out())).isEqualTo(url(before));
        assertThat(Footprint.processes(home)).hasSize(1);
    }

    @Test
    void should_say_that_the_port_of_the_local_kinesis_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Result result = tmctl.run("local", "start", "--port", port);
            assertThat(result.err())
                    .isEqualTo(
                            "error: port " + port + " is taken by another program; free it or give another --port\n");
            assertFailed(result);
        }
        assertThat(Footprint.processes(home)).isEmpty();
        assertThat(Footprint.files(tmctl.folder())).containsExactly(".local-kinesis", ".local-kinesis/.lock");
        assertThat(tmctl.run("local", "status").outLines().getFirst()).isEqualTo("local Kinesis not running");
    }

    @Test
    void should_leave_nothing_but_the_lock_when_the_first_start_fails() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> create = new ArrayList<>(List.of(InstalledTmctl.CREATE));
            create.addAll(List.of("--port", Integer.toString(taken.getLocalPort())));
            assertFailed(tmctl.run(create.toArray(String[]::new)));
        }
        assertThat(Footprint.files(tmctl.folder())).containsExactly("default", "default/.lock");
        assertThat(Footprint.processes(home)).isEmpty();
    }

    private static String url(String description) {
        return description.replaceAll("(?s).*\"url\":\"([^\"]+)\".*", "$1");
    }

    private static void assertFailed(Result result) {
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }
}
