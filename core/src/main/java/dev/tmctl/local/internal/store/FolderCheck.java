package dev.tmctl.local.internal.store;

import dev.tmctl.local.DataFolderException;
import dev.tmctl.local.internal.model.KinesisStream;
import dev.tmctl.local.internal.model.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the parts of a data folder belong together: marker, metadata and records. Changes nothing.
final class FolderCheck {

    private static final Logger LOG = LoggerFactory.getLogger(FolderCheck.class);

    private final Path folder;
    private final Path metadata;
    private final StreamFiles files;
    private final @Nullable Marker marker;

    FolderCheck(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        this.metadata = folder.resolve(MetadataFile.NAME);
        this.files = StreamFiles.in(folder);
        this.marker = Marker.read(folder).orElse(null);
    }

    /// The marker; empty in a new folder, and in one that an older version made.
    Optional<Marker> marker() {
        return Optional.ofNullable(marker);
    }

    /// Reads the metadata.
    ///
    /// @throws DataFolderException when it is missing, damaged, or that of another time or folder
    Metadata read(MetadataFile file) throws IOException {
        if (Files.notExists(metadata) || Files.size(metadata) == 0) {
            requireUnused();
            return Metadata.NONE;
        }
        Metadata found;
        try {
            found = file.read();
        } catch (IOException damage) {
            throw damaged(damage.getMessage());
        }
        if (marker != null && !found.folderId().isEmpty() && !found.folderId().equals(marker.folderId())) {
            throw refused("its file " + MetadataFile.NAME + " is that of another data folder");
        }
        if (marker != null && found.generation() < marker.generation()) {
            throw refused("its file " + MetadataFile.NAME + " is damaged or was replaced by an older one: it has "
                    + found.generation() + " of " + marker.generation() + " changes");
        }
        return found;
    }

    private void requireUnused() throws IOException {
        List<String> records = files.shardsWithRecords();
        boolean wasThere = marker != null && marker.generation() > 0;
        if (wasThere || !records.isEmpty()) {
            throw refused("its file " + MetadataFile.NAME + " is "
                    + (Files.exists(metadata) ? "empty" : "missing")
                    + (records.isEmpty() ? "" : ", but there are records in " + files.path(records.getFirst())));
        }
    }

    /// The metadata is not what was written.
    DataFolderException damaged(@Nullable String reason) {
        return refused("its file " + MetadataFile.NAME + " is damaged: " + reason);
    }

    private DataFolderException refused(String reason) {
        return new DataFolderException(
                "the data folder " + folder + " does not belong together: " + reason + "; nothing was changed",
                "put " + MetadataFile.NAME + " back from a backup, or begin anew and keep the folder: mv "
                        + ShellText.of(folder) + " " + ShellText.of(beside(".old")));
    }

    /// A name beside the data folder that is free.
    private Path beside(String suffix) {
        Path wanted = folder.resolveSibling(folder.getFileName() + suffix);
        for (int more = 2; Files.exists(wanted, LinkOption.NOFOLLOW_LINKS); more++) {
            wanted = folder.resolveSibling(folder.getFileName() + suffix + more);
        }
        return wanted;
    }

    /// Holds the records against the metadata.
    ///
    /// @param deletions folders that are being deleted
    /// @throws DataFolderException when there are records that no stream has, or the folder of a stream is
    ///     missing
    void requireMatching(Collection<KinesisStream> streams, Set<String> deletions) throws IOException {
        Set<String> known = new HashSet<>();
        for (KinesisStream stream : streams) {
            for (Shard shard : stream.shards()) {
                known.add(StreamFiles.name(stream.uid(), shard.id()));
            }
            requireFolder(stream);
        }
        List<String> unknown = new ArrayList<>(files.shardsWithRecords());
        unknown.removeIf(name -> known.contains(name)
                || deletions.contains(name)
                || deletions.contains(name.substring(0, name.indexOf('/'))));
        if (!unknown.isEmpty()) {
            Path first = files.path(unknown.getFirst());
            throw new DataFolderException(
                    "the data folder " + folder + " does not belong together: the metadata knows no stream with the"
                            + " records in " + first
                            + (unknown.size() == 1 ? "" : " and " + (unknown.size() - 1) + " more")
                            + "; nothing was changed",
                    "put the " + MetadataFile.NAME + " back that belongs to them, or move them away: mv "
                            + ShellText.of(first) + " "
                            + ShellText.of(beside("-" + unknown.getFirst().replace('/', '-'))));
        }
        for (Path foreign : files.foreign()) {
            LOG.warn("{} was not made by the local Kinesis and is left alone", foreign);
        }
    }

    /// Older versions made it with the first record.
    private void requireFolder(KinesisStream stream) throws DataFolderException {
        Path home = files.path(StreamFiles.name(stream.uid()));
        if (marker != null && !Files.isDirectory(home)) {
            throw new DataFolderException(
                    "the data folder " + folder + " does not belong together: the records of the stream "
                            + stream.name() + " are missing, there is no folder " + home + "; nothing was changed",
                    "put it back from a backup, or go on without its records: mkdir -p " + ShellText.of(home));
        }
    }
}
