package dev.tmctl.manifest;

import dev.tmctl.files.BoundedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads the text of a manifest, and no more of it than a manifest may have.
public final class ManifestText {
    /// The most bytes that are read: UTF-8 takes at most three for each character.
    public static final int MAX_BYTES = 3 * TreeBounds.MAX_CHARACTERS;

    private ManifestText() {}

    /// Everything that a stream has.
    ///
    /// @param name where it comes from, for error messages
    /// @throws InvalidManifestException when it is too large, or not UTF-8
    public static String of(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        checkSize(bytes.length, name);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidManifestException(name + " is not UTF-8");
        }
    }

    /// Everything that a file has.
    ///
    /// @throws java.nio.file.NoSuchFileException when it is not there
    /// @throws InvalidManifestException when it is too large, or not UTF-8
    static String of(Path file) throws IOException {
        checkSize(Files.size(file), file.toString());
        try {
            return BoundedFile.ownText(file, MAX_BYTES);
        } catch (CharacterCodingException e) {
            throw new InvalidManifestException(file + " is not UTF-8");
        } catch (FileSystemException e) {
            if (e.getReason() == null || e instanceof NoSuchFileException) {
                throw e;
            }
            throw new InvalidManifestException(file + " " + e.getReason());
        }
    }

    private static void checkSize(long bytes, String name) {
        if (bytes > MAX_BYTES) {
            throw new InvalidManifestException(name + " has more than " + MAX_BYTES + " bytes; a manifest has at most "
                    + TreeBounds.MAX_CHARACTERS + " characters");
        }
    }
}
