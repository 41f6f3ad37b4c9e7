package dev.tmctl.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a process does with its log when that gets long.
@DisplayNameGeneration(ReplaceUnderscores.class)
class LogRotationTest {
    private final Path folder;
    private final LogFile log;

    LogRotationTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.log = new LogFile(folder.resolve("a.log"));
        log.prepare();
    }

    @Test
    void should_leave_a_log_alone_that_has_room() throws Exception {
        Files.writeString(log.file(), "x".repeat(80));
        LogRotation rotation = new LogRotation(log, 100, 10);

        rotation.makeRoom(10);

        assertThat(files()).containsExactly("a.log");
        assertThat(log.size()).isEqualTo(80);
    }

    @Test
    void should_move_what_there_is_away_before_the_log_is_too_long() throws Exception {
        Files.writeString(log.file(), "y".repeat(81));
        Files.writeString(log.older(), "older");
        LogRotation rotation = new LogRotation(log, 100, 10);

        rotation.makeRoom(10);

        assertThat(files()).containsExactly("a.log", "a.log.1");
        assertThat(log.file()).isEmptyFile();
        assertThat(log.older()).hasContent("y".repeat(81));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log.older())))
                .isEqualTo("rw-------");
    }

    @Test
    void should_not_look_at_the_size_for_every_line() throws Exception {
        LogRotation rotation = new LogRotation(log, 100, 10);
        rotation.makeRoom(1);
        Files.writeString(log.file(), "z".repeat(200));

        for (int i = 0; i < 9; i++) {
            rotation.makeRoom(1);
            assertThat(log.size()).isEqualTo(200);
        }
        rotation.makeRoom(1);
        assertThat(log.size()).isZero();
    }

    @Test
    void should_lose_nothing_when_the_older_part_cannot_be_kept() throws Exception {
        Files.writeString(log.file(), "w".repeat(200));
        Files.createDirectories(folder.resolve(".a.log.tmp/in/the/way"));
        LogRotation rotation = new LogRotation(log, 100, 10);

        assertThatThrownBy(() -> rotation.makeRoom(1)).isInstanceOf(IOException.class);

        assertThat(log.file()).hasContent("w".repeat(200));
        assertThat(log.older()).doesNotExist();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
