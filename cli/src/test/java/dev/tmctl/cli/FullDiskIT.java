package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home on a tiny file system of its own, in a mount namespace that ends with the command.
class FullDiskIT {
    private final Path home;
    private final Path disk;

    FullDiskIT(@TempDir Path home) {
        this.home = home;
        this.disk = home.resolve("disk");
    }

    @BeforeEach
    void makeMountPoint() throws Exception {
        Files.createDirectory(disk);
        assumeTrue(onTinyDisk("true").code() == 0, "this user cannot mount a file system of its own");
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(disk);
    }

    @Test
    void should_store_no_target_when_the_disk_is_full() throws Exception {
        InstalledTmctl.Result result = onTinyDisk(
                "head -c 1m /dev/zero > \"$0/filler\" 2>/dev/null; \"$@\"; code=$?; cd \"$0\"; find . -mindepth 1 | sort; exit $code");
        assertThat(result.err()).isEqualTo("error: " + disk + "/default/manifest.yaml: No space left on device\n");
        assertThat(result.out()).isEqualTo("./default\n./default/.lock\n./filler\n");
        assertThat(result.code()).isEqualTo(1);
        assertThat(Footprint.processes(disk)).isEmpty();
    }

    @Test
    void should_store_no_target_when_only_the_adapter_s_record_finds_no_room() throws Exception {
        InstalledTmctl.Result result = onTinyDisk(
                "head -c 4k /dev/zero > \"$0/filler\" 2>/dev/null; \"$@\"; code=$?; cd \"$0\"; find . -mindepth 1 | sort; exit $code");
        assertThat(result.err())
                .isEqualTo("error: the adapter of t ended with status 1 before it was ready; nothing was changed\n");
        assertThat(result.out()).isEqualTo("./default\n./default/.lock\n./default/run\n./filler\n");
        assertThat(result.code()).isEqualTo(1);
        assertThat(Footprint.processes(disk)).isEmpty();
    }

    @Test
    void should_say_that_the_file_system_is_read_only() throws Exception {
        InstalledTmctl.Result result = onTinyDisk("mount -o remount,ro \"$0\" && \"$@\"");
        assertThat(result.err()).isEqualTo("error: " + disk + "/default: Read-only file system\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
        assertThat(Footprint.processes(disk)).isEmpty();
    }

    /// Runs a script with the disk as `$0` and a command that creates a target there as `$@`.
    private InstalledTmctl.Result onTinyDisk(String script) throws Exception {
        InstalledTmctl tmctl = new InstalledTmctl(home, Map.of("TMCTL_HOME", disk.toString()));
        List<String> command = new ArrayList<>(List.of(
                "unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=8k tmpfs \"$0\" && " + script, disk.toString()));
        command.add(InstalledTmctl.executable().toString());
        command.addAll(List.of(
                "create",
                "target",
                "awskinesis",
                "--name",
                "t",
                "--partition",
                "p",
                "--arn",
                "arn:aws:kinesis:us-east-1:123456789012:stream/x"));
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
            throw new AssertionError("the command on the full disk did not end in time");
        }
        return new InstalledTmctl.Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
