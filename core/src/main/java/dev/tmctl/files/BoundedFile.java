package dev.tmctl.files;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reads whole files with a bound. What a name leads to may be a device that never ends, or a pipe that nobody
/// writes to.
public final class BoundedFile {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    private BoundedFile() {}

    /// The bytes of a file that the user names: a regular one, a pipe or a device. One that is not regular is
    /// waited for a minute.
    ///
    /// @param most how many bytes it may have
    /// @throws IOException when it cannot be read, has more, or comes to no end in time; for users
    public static byte[] bytes(Path file, int most) throws IOException {
        return bytes(file, most, TIMEOUT);
    }

    /// @param timeout how long a file that is not regular is waited for
    static byte[] bytes(Path file, int most, Duration timeout) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder; a file is needed");
        }
        return Files.isRegularFile(file) || Files.notExists(file) ? read(file, most) : patiently(file, most, timeout);
    }

    /// The bytes of a file that the tool made, which is a regular one.
    ///
    /// @param most how many bytes it may have
    /// @throws IOException when it cannot be read, has more or is something else; for users
    public static byte[] ownBytes(Path file, int most) throws IOException {
        // asked once: it may come and go meanwhile
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    attributes.isDirectory() ? "is a folder; a file is needed" : "is not a regular file");
        }
        return read(file, most);
    }

    /// The text of a file that the user names, see [#bytes].
    ///
    /// @throws CharacterCodingException when it is not UTF-8
    public static String text(Path file, int most) throws IOException {
        return decoded(bytes(file, most));
    }

    /// The text of a file that the tool made, see [#ownBytes].
    ///
    /// @throws CharacterCodingException when it is not UTF-8
    public static String ownText(Path file, int most) throws IOException {
        return decoded(ownBytes(file, most));
    }

    /// Bytes from a stream that is read to its end.
    ///
    /// @param name what it is, for the message
    /// @throws IOException when there are more
    public static byte[] rest(InputStream in, String name, int most) throws IOException {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new FileSystemException(name, null, "is larger than " + size(most) + ", the most that is read of it");
        }
        return bytes;
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static byte[] read(Path file, int most) throws IOException {
        // not a channel, which an interruption closes
        try (InputStream in = new FileInputStream(file.toFile())) {
            return rest(in, file.toString(), most);
        } catch (FileNotFoundException e) {
            // says in a text of its own what the newer exceptions say by their kind
            Files.newInputStream(file).close();
            // it was not there a moment ago
            throw new NoSuchFileException(file.toString());
        }
    }

    /// A thread that waits for a pipe cannot be stopped; it is left alone.
    private static byte[] patiently(Path file, int most, Duration timeout) throws IOException {
        FutureTask<byte[]> reading = new FutureTask<>(() -> read(file, most));
        Thread.ofPlatform().daemon().name("reading " + file).start(reading);
        try {
            return reading.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new FileSystemException(
                    file.toString(), null, "comes to no end within " + timeout.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading " + file);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException problem ? problem : new IOException("cannot read " + file, e);
        }
    }

    private static String size(int bytes) {
        return bytes % MIB == 0 ? bytes / MIB + " MiB" : bytes % KIB == 0 ? bytes / KIB + " KiB" : bytes + " bytes";
    }
}
