package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bulk send whose files are on a tiny file system, in a mount namespace that ends with the command. Its elements are
/// no events, so that all of them fail without a network.
class FullDiskSendIT {
    private final Path home;
    private final TinyDisk tiny;
    private final Path disk;

    FullDiskSendIT(@TempDir Path home) throws Exception {
        this.home = home;
        this.tiny = new TinyDisk(home);
        this.disk = tiny.folder();
        tiny.assumeMountable();
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
        assertThat(err.get(1))
                .matches("error: \\d+ more elements are not valid events: type: REQUIRED; source: REQUIRED"
                        + " \\(2, 3, 4, 5, 6 and others\\)");
        assertThat(err)
                .containsExactly(
                        "error: element 1 is not a valid event: type: REQUIRED; source: REQUIRED",
                        err.get(1),
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
        return tiny.run(
                script,
                Map.of(),
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
                disk.resolve("file").toString());
    }
}
