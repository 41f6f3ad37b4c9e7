package dev.tmctl.local.internal.store;

import dev.tmctl.files.PrivateFiles;
import dev.tmctl.local.internal.model.KinesisStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All streams of a data directory.
public final class StreamRegistry implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamRegistry.class);
    private static final String STREAMS = "streams";

    private final Path directory;
    private final DirectoryLock lock;
    private final MetadataStore metadata;
    private final InstantSource clock;
    private final WriteBuffers buffers = new WriteBuffers();
    private final ConcurrentSkipListMap<String, StreamStorage> streams = new ConcurrentSkipListMap<>();

    private StreamRegistry(Path directory, DirectoryLock lock, MetadataStore metadata, InstantSource clock) {
        this.directory = directory;
        this.lock = lock;
        this.metadata = metadata;
        this.clock = clock;
    }

    /// Opens a data directory, which is made if it is not there.
    ///
    /// @throws IOException with a message for users when it is in use, damaged or cannot be written
    public static StreamRegistry open(Path directory, InstantSource clock) throws IOException {
        DirectoryLock lock = DirectoryLock.acquire(directory);
        try {
            StreamRegistry registry = new StreamRegistry(directory, lock, MetadataStore.open(directory), clock);
            registry.load();
            return registry;
        } catch (IOException | RuntimeException problem) {
            lock.close();
            throw problem;
        }
    }

    /// Deletes everything in a data directory.
    ///
    /// @throws IOException when it is in use
    public static void reset(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        DirectoryLock held = DirectoryLock.acquire(directory);
        try (Stream<Path> listed = Files.list(directory)) {
            for (Path entry : listed.toList()) {
                // Another process would make its own lock file if ours went away while we hold it.
                if (!entry.getFileName().toString().equals(DirectoryLock.FILE)) {
                    PrivateFiles.deleteTree(entry);
                }
            }
        } finally {
            held.close();
        }
    }

    private void load() throws IOException {
        List<KinesisStream> found = metadata.streams();
        for (KinesisStream stream : found) {
            streams.put(stream.name(), storage(stream));
        }
        deleteOrphans(found.stream().map(StreamRegistry::directoryName).collect(Collectors.toSet()));
    }

    /// A crash in the midst of a deletion leaves files of a stream that is gone.
    private void deleteOrphans(Set<String> known) throws IOException {
        Path parent = directory.resolve(STREAMS);
        if (Files.notExists(parent)) {
            return;
        }
        try (Stream<Path> listed = Files.list(parent)) {
            for (Path orphan : listed.filter(
                            path -> !known.contains(path.getFileName().toString()))
                    .toList()) {
                PrivateFiles.deleteTree(orphan);
            }
        }
    }

    private static String directoryName(KinesisStream stream) {
        return Long.toString(stream.uid());
    }

    private StreamStorage storage(KinesisStream stream) {
        Path home = directory.resolve(STREAMS).resolve(directoryName(stream));
        return new StreamStorage(stream, home, metadata, clock, buffers);
    }

    /// Creates a stream.
    ///
    /// @param maker makes the stream from its uid
    /// @return false when there is a stream of that name already
    public synchronized boolean create(String name, LongFunction<KinesisStream> maker) {
        if (streams.containsKey(name)) {
            return false;
        }
        KinesisStream stream = maker.apply(metadata.nextUid());
        metadata.put(stream);
        streams.put(name, storage(stream));
        return true;
    }

    public Optional<StreamStorage> find(String name) {
        return Optional.ofNullable(streams.get(name));
    }

    /// The streams by name.
    public NavigableMap<String, StreamStorage> streams() {
        return streams;
    }

    /// Deletes a stream with its records.
    ///
    /// @return false when there is no such stream
    public synchronized boolean delete(String name) throws IOException {
        StreamStorage storage = streams.remove(name);
        if (storage == null) {
            return false;
        }
        storage.delete();
        return true;
    }

    /// Deletes what is past retention.
    public void expire() {
        for (StreamStorage storage : streams.values()) {
            try {
                storage.expire();
            } catch (IOException | RuntimeException problem) {
                if (!storage.isDeleted()) {
                    LOG.warn(
                            "cannot delete expired records of {}: {}",
                            storage.stream().name(),
                            problem.toString());
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        streams.values().forEach(StreamStorage::close);
        metadata.close();
        lock.close();
    }
}
