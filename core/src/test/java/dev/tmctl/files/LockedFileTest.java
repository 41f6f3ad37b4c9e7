package dev.tmctl.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that one process at a time has, with another process.
class LockedFileTest {
    private Path folder;
    private Path file;

    @BeforeEach
    void choose(@TempDir Path temporary) {
        folder = temporary;
        file = temporary.resolve("file");
    }

    /// Another process that does what it is told by lines of its standard input, and answers each.
    private static final class Other implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;

        Other() throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LockingProcess.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            answers = process.inputReader();
        }

        String does(String what, Path file) throws IOException {
            process.outputWriter().write(what + " " + file + "\n");
            process.outputWriter().flush();
            return answers.readLine();
        }

        @Override
        public void close() throws IOException {
            try {
                process.destroyForcibly().waitFor();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void isHadByOneProcessUntilThatIsKilled() throws Exception {
        try (Other other = new Other()) {
            assertThat(LockedFile.isHeld(file)).isFalse();
            assertThat(files()).isEmpty();
            assertThat(other.does("take", file)).isEqualTo("taken");
            assertThat(LockedFile.tryOpen(file)).isNull();
            assertThat(LockedFile.isHeld(file)).isTrue();
            Files.createSymbolicLink(folder.resolve("symbolic"), file);
            Files.createLink(folder.resolve("hard"), file);
            for (String link : List.of("symbolic", "hard")) {
                assertThat(LockedFile.tryOpen(folder.resolve(link))).as(link).isNull();
                assertThat(LockedFile.isHeld(folder.resolve(link))).as(link).isTrue();
            }
            Files.copy(file, folder.resolve("copy"));
            assertThat(LockedFile.isHeld(folder.resolve("copy"))).isFalse();
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !LockedFile.isHeld(file));
        try (LockedFile mine = LockedFile.tryOpen(file)) {
            assertThat(requireNonNull(mine).isLocked()).isTrue();
        }
    }

    @Test
    void keepsAnotherProcessAwayUntilItIsClosed() throws Exception {
        try (Other other = new Other()) {
            try (LockedFile mine = requireNonNull(LockedFile.tryOpen(file))) {
                mine.channel().write(ByteBuffer.wrap("mine".getBytes(StandardCharsets.UTF_8)));
                assertThat(other.does("take", file)).isEqualTo("in use");
                assertThat(other.does("ask", file)).isEqualTo("held");
                // neither a second part of this process nor who asks frees it
                assertThat(LockedFile.tryOpen(file)).isNull();
                assertThat(LockedFile.isHeld(file)).isTrue();
                assertThat(other.does("take", file)).isEqualTo("in use");
                assertThat(mine.read(100)).asString().isEqualTo("mine");
            }
            assertThat(other.does("ask", file)).isEqualTo("free");
            assertThat(other.does("take", file)).isEqualTo("taken");
        }
        assertThat(file).hasContent("mine");
    }

    @Test
    void staysHadWhileItIsReplaced() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        try (Other other = new Other();
                LockedFile mine = requireNonNull(LockedFile.tryOpen(link))) {
            for (int i = 0; i < 30; i++) {
                mine.replace("content " + i);
                assertThat(other.does("take", file)).isEqualTo("in use");
                assertThat(other.does("take", link)).isEqualTo("in use");
                // not by its path: to close that would free it
                assertThat(mine.read(100)).asString().isEqualTo("content " + i);
            }
        }
        assertThat(file).hasContent("content 29");
        assertThat(files()).containsExactly("file", "link");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void isReplacedByAThreadThatIsToldToEnd() throws Exception {
        try (LockedFile mine = requireNonNull(LockedFile.tryOpen(file))) {
            Thread.currentThread().interrupt();
            try {
                mine.replace("one");
                mine.replace("two");
                assertThat(LockedFile.isHeld(file)).isTrue();
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
        assertThat(file).hasContent("two");
    }

    /// Its new content cannot be put beside it.
    @Test
    void staysAsItIsWhenItCannotBeReplaced() throws Exception {
        LockedFile mine = requireNonNull(LockedFile.tryOpen(file));
        mine.replace("before");
        Files.delete(file);
        Files.createDirectories(file.resolve("in the way"));
        assertThatThrownBy(() -> mine.replace("after")).isInstanceOf(IOException.class);
        assertThat(files()).containsExactly("file");
        mine.close();
    }

    @Test
    void isTakenAnewWhenItWasRemoved() throws Exception {
        try (LockedFile mine = requireNonNull(LockedFile.tryOpen(file))) {
            Files.delete(file);
            assertThat(LockedFile.isHeld(file)).isFalse();
            try (LockedFile another = LockedFile.tryOpen(file)) {
                assertThat(another).isNotNull();
            }
            assertThat(mine.isLocked()).isTrue();
        }
    }

    @Test
    void cannotBeHadWhereItCannotBeOpened() throws Exception {
        assertThatThrownBy(() -> LockedFile.tryOpen(folder.resolve("none/file")))
                .isInstanceOf(NoSuchFileException.class);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        assumeFalse(Files.isReadable(file), "root reads everything");
        assertThatThrownBy(() -> LockedFile.isHeld(file)).isInstanceOf(AccessDeniedException.class);
    }
}
