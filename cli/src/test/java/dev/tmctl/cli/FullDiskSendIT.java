package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bulk send whose files are on a tiny file system, in a mount namespace that ends with the command. Its elements are
/// no events, so that all of them fail without a network.
class FullDiskSendIT {
    private final Path home;
    private final Path disk;

    FullDiskSendIT(@TempDir Path home) {
        this.home = home;
        this.disk = home.resolve("disk");
    }

    @BeforeEach
    void makeMountPoint() throws Exception {
        Files.createDirectory(disk);
        assumeTrue(onTinyDisk("true", "--failed").code() == 0, "this user cannot mount a file system of its own");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            lines.append("{\"specversion\":\"1.0\",\"id\":\"").append(i).append("\"}\n");
        }
        Files.writeString(home.resolve("input"), lines);
    }

    @Test
    void should_print_the_books_when_failed_events_find_no_room() throws Exception {
        InstalledTmctl.Result result = onTinyDisk("\"$@\"", "--failed");
        List<String> err = result.err().lines().toList();
        // twenty lines of elements and one that says that there are more
        assertThat(err.subList(21, err.size()))
                .containsExactly(
                        "error: the send ended before its input: " + disk + "/file: No space left on device",
                        err.getLast());
        assertThat(err.getLast()).matches("(\\d+) read, 0 delivered, \\1 failed");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void should_send_nothing_when_the_journal_finds_no_room() throws Exception {
        InstalledTmctl.Result result =
                onTinyDisk("head -c 1m /dev/zero > \"$0/filler\" 2>/dev/null; \"$@\"", "--resume");
        assertThat(result.err()).isEqualTo("error: " + disk + "/file: No space left on device\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }

    /// Runs a script with the disk as `$0` and a send as `$@`, one of whose files is on that disk.
    private InstalledTmctl.Result onTinyDisk(String script, String option) throws Exception {
        InstalledTmctl tmctl = new InstalledTmctl(home);
        List<String> command = new ArrayList<>(List.of(
                "unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=8k tmpfs \"$0\" && " + script, disk.toString()));
        command.add(InstalledTmctl.executable().toString());
        command.addAll(List.of(
                "send",
                "--direct",
                "--arn",
                "arn:aws:kinesis:us-east-1:123456789012:stream/x",
                "--partition",
                "p",
                "-f",
                home.resolve("input").toString(),
                "-q",
                option,
                disk.resolve("file").toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(tmctl.environment());
        builder.environment().put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        Process process = builder.redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the send on the full disk did not end in time");
        }
        return new InstalledTmctl.Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
