package dev.tmctl.local.internal.store;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folder of all streams: a folder for each stream, named by its uid, with a folder for each shard.
///
/// Only what has the name and kind of something that the local Kinesis makes is ever deleted, and no link
/// is followed.
///
/// @param folder the folder of all streams
record StreamFiles(Path folder) {

    static final String NAME = "streams";

    private static final Pattern STREAM = Pattern.compile("[1-9]\\d{0,17}");
    private static final Pattern SHARD = Pattern.compile("shardId-\\d{12}");

    static StreamFiles in(Path dataFolder) {
        return new StreamFiles(dataFolder.resolve(NAME));
    }

    /// The name of a stream's folder.
    static String name(long uid) {
        return Long.toString(uid);
    }

    /// The name of a shard's folder.
    static String name(long uid, String shardId) {
        return uid + "/" + shardId;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /// The folders of streams and shards that hold files of records, whether the metadata knows them or not.
    ///
    /// @return names such as `7/shardId-000000000000`, in order
    List<String> shardsWithRecords() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path stream : ours(folder, STREAM)) {
            for (Path shard : ours(stream, SHARD)) {
                if (list(shard).stream().anyMatch(StreamFiles::holdsRecords)) {
                    found.add(stream.getFileName() + "/" + shard.getFileName());
                }
            }
        }
        return found;
    }

    /// Whether there is something of others where a folder is to be made, be it a link.
    boolean isTaken(String name) throws IOException {
        Path place = path(name);
        return Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                && (!isFolder(place) || !list(place).isEmpty());
    }

    /// What is in the folder and is not ours.
    List<Path> foreign() throws IOException {
        List<Path> others = new ArrayList<>(list(folder));
        others.removeAll(ours(folder, STREAM));
        others.removeIf(StreamFiles::isProbe);
        return others;
    }

    /// Deletes what is ours in all folders of streams.
    ///
    /// @return what was left
    List<Path> deleteAll() throws IOException {
        for (Path stream : ours(folder, STREAM)) {
            delete(stream.getFileName().toString());
        }
        deleteIfEmpty(folder);
        return list(folder);
    }

    /// Deletes what is ours in the folder of a stream or shard. It is no error if it is not there.
    ///
    /// @param name such as `7` or `7/shardId-000000000000`
    void delete(String name) throws IOException {
        Path target = path(name);
        if (SHARD.matcher(target.getFileName().toString()).matches()) {
            deleteShard(target);
        } else {
            for (Path shard : ours(target, SHARD)) {
                deleteShard(shard);
            }
            deleteIfEmpty(target);
        }
    }

    private static void deleteShard(Path shard) throws IOException {
        for (Path file : list(shard)) {
            if ((holdsRecords(file) || isProbe(file)) && !isFolder(file)) {
                Files.deleteIfExists(file);
            }
        }
        deleteIfEmpty(shard);
    }

    private static boolean isProbe(Path file) {
        return file.getFileName().toString().equals(WriteHealth.PROBE);
    }

    private static boolean holdsRecords(Path file) {
        return Segment.numberOf(file) >= 0 || SegmentRepair.isOurs(file);
    }

    private static List<Path> ours(Path parent, Pattern names) throws IOException {
        return list(parent).stream()
                .filter(entry -> names.matcher(entry.getFileName().toString()).matches() && isFolder(entry))
                .toList();
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// What is in a folder, in order; nothing where there is no folder, or a link to one.
    static List<Path> list(Path folder) throws IOException {
        if (!isFolder(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        if (!isFolder(folder)) {
            return;
        }
        try {
            Files.deleteIfExists(folder.resolve(WriteHealth.PROBE));
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException someoneElsesFiles) {
            // they stay
        }
    }
}
