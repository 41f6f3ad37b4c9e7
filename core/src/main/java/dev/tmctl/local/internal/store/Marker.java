package dev.tmctl.local.internal.store;

import dev.tmctl.files.PrivateFiles;
import dev.tmctl.local.DataFolderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The file by which a folder is known as a data folder of the local Kinesis. It also tells whether the
/// metadata is the one that belongs there, and not an older one.
///
/// @param folderId names the data folder in its metadata
/// @param generation of the metadata, or one that it had before
record Marker(String folderId, long generation) {

    static final String FILE = "local-kinesis-data";

    private static final Pattern CONTENT =
            Pattern.compile("tmctl local Kinesis data, format 1\nfolder ([0-9a-f-]{36})\ngeneration (\\d{1,18})\n");

    static Marker unused() {
        return new Marker(UUID.randomUUID().toString(), 0);
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE), LinkOption.NOFOLLOW_LINKS);
    }

    /// @return empty when there is none
    /// @throws DataFolderException when it is not readable as one
    static Optional<Marker> read(Path folder) throws IOException {
        if (!isIn(folder)) {
            return Optional.empty();
        }
        Path file = folder.resolve(FILE);
        Matcher content = CONTENT.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        if (!content.matches()) {
            throw new DataFolderException(
                    file + " is damaged, or a newer tmctl wrote it; nothing was changed",
                    "use the newer tmctl, or have the file written anew: rm " + ShellText.of(file));
        }
        return Optional.of(new Marker(content.group(1), Long.parseLong(content.group(2))));
    }

    void write(Path folder) throws IOException {
        PrivateFiles.replace(
                folder.resolve(FILE),
                "tmctl local Kinesis data, format 1\nfolder %s\ngeneration %d\n".formatted(folderId, generation));
    }
}
