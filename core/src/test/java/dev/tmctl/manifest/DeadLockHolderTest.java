package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lock between processes, and the `kill -9` of the one that has it.
class DeadLockHolderTest {

    @Test
    void leavesNoLockBehind(@TempDir Path home) throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        home.toString(),
                        "dev")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path lock = home.resolve("dev/.lock");
        try (BufferedReader output = holder.inputReader()) {
            assertThat(output.readLine()).isEqualTo("locked");
            assertThatThrownBy(() -> StoreLock.acquire(lock, Duration.ofMillis(100)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another tmctl command");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        StoreLock.acquire(lock, Duration.ofSeconds(20)).close();
    }
}
