package dev.tmctl.local.internal.store;

import dev.tmctl.local.DataFolderException;
import dev.tmctl.local.LocalKinesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells a data folder of the local Kinesis from other folders, and empties it.
final class DataFolder {

    /// What says nothing about a folder: a start that failed may have left it.
    private static final Set<String> NEUTRAL =
            Set.of(DirectoryLock.FILE, LocalKinesis.STREAM_NAMES, MetadataFile.NEW, WriteHealth.PROBE);

    /// Left by a crash while one of these files was replaced.
    private static final Pattern TEMPORARY =
            Pattern.compile("\\.(" + LocalKinesis.STREAM_NAMES + "|" + Marker.FILE + ").*\\.tmp");

    private DataFolder() {}

    /// Refuses a folder that holds something else. Versions before the marker are known by their metadata.
    ///
    /// @throws DataFolderException when it is not empty and not ours
    static void requireOurs(Path folder) throws IOException {
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new DataFolderException(
                    "the data folder " + folder + " is not a folder", "name an empty or a new folder");
        }
        Path real = folder.toRealPath();
        if (Marker.isIn(real)
                || Files.isRegularFile(real.resolve(MetadataFile.NAME), LinkOption.NOFOLLOW_LINKS)
                || !StreamFiles.in(real).shardsWithRecords().isEmpty()) {
            return;
        }
        for (Path entry : StreamFiles.list(real)) {
            if (!isNeutral(entry)) {
                throw new DataFolderException(
                        folder + " is not a data folder of the local Kinesis: it holds " + entry.getFileName()
                                + " and has no file " + Marker.FILE + "; nothing was changed",
                        "name an empty or a new folder, such as " + ShellText.of(folder.resolve("local-kinesis")));
            }
        }
    }

    private static boolean isNeutral(Path entry) {
        String name = entry.getFileName().toString();
        boolean known = NEUTRAL.contains(name) || TEMPORARY.matcher(name).matches();
        return known && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS);
    }

    /// Refuses a folder that [#empty(Path)] refuses.
    ///
    /// @throws DataFolderException when it is a link, or not ours
    static void requireResettable(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            throw new DataFolderException(
                    "the data folder " + folder + " is a link to " + Files.readSymbolicLink(folder)
                            + ", which is not followed; nothing was deleted",
                    "delete what it leads to yourself, or give the link up: rm " + ShellText.of(folder));
        }
        requireOurs(folder);
    }

    /// Deletes all streams and records. Nothing else is deleted, and no link is followed.
    ///
    /// @return what is there and was not made by the local Kinesis
    /// @throws DataFolderException when the folder is a link, or not ours
    static List<Path> empty(Path folder) throws IOException {
        requireResettable(folder);
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (DirectoryLock _ = DirectoryLock.acquire(folder)) {
            List<Path> kept = new ArrayList<>(StreamFiles.in(folder).deleteAll());
            for (Path entry : StreamFiles.list(folder)) {
                String name = entry.getFileName().toString();
                // Another process would make its own lock file if ours went away while we hold it.
                if (name.equals(DirectoryLock.FILE) || name.equals(Marker.FILE)) {
                    continue;
                }
                if (isNeutral(entry) || name.equals(MetadataFile.NAME)) {
                    Files.deleteIfExists(entry);
                } else if (!name.equals(StreamFiles.NAME) || Files.isSymbolicLink(entry)) {
                    kept.add(entry);
                }
            }
            Marker.unused().write(folder);
            return kept;
        }
    }
}
