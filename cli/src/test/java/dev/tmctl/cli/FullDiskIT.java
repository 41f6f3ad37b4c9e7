package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home on a tiny file system of its own, in a mount namespace that ends with the command.
class FullDiskIT {
    private final TinyDisk tiny;
    private final Path disk;

    FullDiskIT(@TempDir Path home) throws Exception {
        this.tiny = new TinyDisk(home);
        this.disk = tiny.folder();
        tiny.assumeMountable();
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
        return tiny.run(script, Map.of("TMCTL_HOME", disk.toString()), InstalledTmctl.CREATE);
    }
}
