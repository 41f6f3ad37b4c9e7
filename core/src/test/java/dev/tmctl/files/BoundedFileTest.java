package dev.tmctl.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads to the end what has one within the bound, and nothing else.
class BoundedFileTest {
    private static final int MOST = 1024;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, MOST - 1, MOST})
    void readsAllOfWhatFits(int size) throws IOException {
        byte[] content = "a".repeat(size).getBytes(StandardCharsets.US_ASCII);
        Path file = Files.write(folder.resolve("file"), content);
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertThat(BoundedFile.bytes(file, MOST)).isEqualTo(content);
        assertThat(BoundedFile.ownBytes(link, MOST)).isEqualTo(content);
        assertThat(BoundedFile.text(link, MOST)).hasSize(size);
        assertThat(BoundedFile.rest(new ByteArrayInputStream(content), "it", MOST))
                .isEqualTo(content);
    }

    @Test
    void refusesWhatIsLarger() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[MOST + 1]);
        assertRefused(
                () -> BoundedFile.bytes(file, MOST), file + ": is larger than 1 KiB, the most that is read of it");
        assertRefused(
                () -> BoundedFile.ownText(file, 7), file + ": is larger than 7 bytes, the most that is read of it");
        assertRefused(
                () -> BoundedFile.rest(new ByteArrayInputStream(new byte[MOST + 1]), "standard input", MOST),
                "standard input: is larger than 1 KiB, the most that is read of it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/full", "/dev/urandom"})
    void refusesDevicesThatNeverEnd(String name) {
        Path device = Path.of(name);
        assumeTrue(Files.exists(device), device + " is not there");
        assertRefused(
                () -> BoundedFile.bytes(device, 2 * MOST * MOST),
                device + ": is larger than 2 MiB, the most that is read of it");
        assertRefused(() -> BoundedFile.ownBytes(device, MOST), device + ": is not a regular file");
    }

    @Test
    void readsPipesAndDoesNotWaitForOnesThatNobodyWritesTo() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(run("mkfifo", pipe.toString()) == 0, "there is no mkfifo");
        assertRefused(
                () -> BoundedFile.bytes(pipe, MOST, Duration.ofMillis(1100)), pipe + ": comes to no end within 1 s");
        assertRefused(() -> BoundedFile.ownBytes(pipe, MOST), pipe + ": is not a regular file");
        Path other = folder.resolve("other");
        assertThat(run("mkfifo", other.toString())).isZero();
        Process writer = new ProcessBuilder("sh", "-c", "echo hush >\"$1\"", "sh", other.toString()).start();
        assertThat(BoundedFile.text(other, MOST)).isEqualTo("hush\n");
        assertThat(writer.waitFor()).isZero();
        // lets the thread go that waits for the first one
        assertThat(run("sh", "-c", ": >\"$1\"", "sh", pipe.toString())).isZero();
    }

    @Test
    void tellsFoldersMissingFilesAndOtherEncodings() throws IOException {
        assertRefused(() -> BoundedFile.bytes(folder, MOST), folder + ": is a folder; a file is needed");
        assertRefused(() -> BoundedFile.ownBytes(folder, MOST), folder + ": is a folder; a file is needed");
        Path missing = folder.resolve("missing");
        assertRefused(() -> BoundedFile.bytes(missing, MOST), missing + ": no such file");
        assertRefused(() -> BoundedFile.ownBytes(missing, MOST), missing + ": no such file");
        Path latin = Files.write(folder.resolve("latin"), new byte[] {'Z', (byte) 0xfc});
        assertThatThrownBy(() -> BoundedFile.text(latin, MOST)).isInstanceOf(CharacterCodingException.class);
        assertThatThrownBy(() -> BoundedFile.ownText(latin, MOST)).isInstanceOf(CharacterCodingException.class);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor();
    }

    private static void assertRefused(ThrowingCallable reading, String words) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        IOException.class,
                        problem -> assertThat(FileProblem.inWords(problem)).isEqualTo(words));
    }
}
