package dev.tmctl.local.internal.store;

import dev.tmctl.files.FileProblem;
import dev.tmctl.files.PrivateFiles;
import dev.tmctl.local.internal.model.KinesisStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All streams of a data directory.
public final class StreamRegistry implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamRegistry.class);

    private final StreamFiles files;
    private final DirectoryLock lock;
    private final MetadataStore metadata;
    private final RecordClock clock;
    private final WriteHealth health;
    private final WriteBuffers buffers = new WriteBuffers();
    private final ConcurrentSkipListMap<String, StreamStorage> streams = new ConcurrentSkipListMap<>();

    private StreamRegistry(
            StreamFiles files, DirectoryLock lock, MetadataStore metadata, RecordClock clock, WriteHealth health) {
        this.files = files;
        this.lock = lock;
        this.metadata = metadata;
        this.clock = clock;
        this.health = health;
    }

    /// Opens a data directory, which is made if it is not there.
    ///
    /// @throws dev.tmctl.local.DataFolderException when it holds something else, or what it holds does not
    ///     belong together
    /// @throws IOException with a message for users when it is in use or cannot be written
    public static StreamRegistry open(Path directory, RecordClock clock) throws IOException {
        DataFolder.requireOurs(directory);
        DirectoryLock lock = DirectoryLock.acquire(directory);
        try {
            WriteHealth health = new WriteHealth();
            MetadataStore metadata = MetadataStore.open(directory, health);
            StreamRegistry registry = new StreamRegistry(StreamFiles.in(directory), lock, metadata, clock, health);
            registry.load();
            return registry;
        } catch (IOException | RuntimeException problem) {
            lock.close();
            throw problem;
        }
    }

    /// @throws dev.tmctl.local.DataFolderException when the directory is a link, or holds something else
    public static void requireResettable(Path directory) throws IOException {
        DataFolder.requireResettable(directory);
    }

    /// Deletes all streams and records in a data directory, and nothing else.
    ///
    /// @return what is there and was not made by the local Kinesis
    /// @throws IOException when it is in use, or is not a data directory
    public static List<Path> reset(Path directory) throws IOException {
        return DataFolder.empty(directory);
    }

    private void load() throws IOException {
        for (KinesisStream stream : metadata.streams()) {
            streams.put(stream.name(), storage(stream));
        }
        // A crash in the midst of a deletion leaves files of a stream or shard that is gone.
        for (String folder : metadata.deletions()) {
            try {
                files.delete(folder);
                metadata.deleted(List.of(folder));
            } catch (IOException problem) {
                LOG.warn("cannot delete {} yet: {}", files.path(folder), FileProblem.inWords(problem));
            }
        }
    }

    private StreamStorage storage(KinesisStream stream) {
        return new StreamStorage(stream, files, metadata, clock, buffers, health);
    }

    /// Creates a stream.
    ///
    /// @param maker makes the stream from its uid
    /// @return false when there is a stream of that name already
    /// @throws MetadataUnavailableException when it cannot be written; there is no such stream then
    public synchronized boolean create(String name, LongFunction<KinesisStream> maker) throws IOException {
        if (streams.containsKey(name)) {
            return false;
        }
        long uid = metadata.nextUid();
        while (files.isTaken(StreamFiles.name(uid))) {
            uid++;
        }
        KinesisStream stream = maker.apply(uid);
        Path home = files.path(StreamFiles.name(stream.uid()));
        try {
            PrivateFiles.createFolder(home);
            health.succeeded(home);
        } catch (IOException problem) {
            health.failed(home, FileProblem.inWords(problem), "streams cannot be created");
            throw new MetadataUnavailableException("cannot make a folder: " + FileProblem.inWords(problem), problem);
        }
        try {
            metadata.put(stream);
        } catch (MetadataUnavailableException problem) {
            files.delete(StreamFiles.name(stream.uid()));
            throw problem;
        }
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
    /// @throws MetadataUnavailableException when that cannot be noted; the stream is as before then
    public synchronized boolean delete(String name) throws IOException {
        StreamStorage storage = streams.get(name);
        if (storage == null) {
            return false;
        }
        storage.delete();
        streams.remove(name);
        return true;
    }

    /// Deletes what is past retention, unless there is any doubt about the time.
    public void expire() {
        OptionalLong now = clock.confirmedMillis();
        if (now.isEmpty()) {
            return;
        }
        for (StreamStorage storage : streams.values()) {
            try {
                storage.expire(now.getAsLong());
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

    /// What cannot be written now, in one line; empty when all is well.
    public Optional<String> problem() {
        return health.problem();
    }

    /// Tries again what could not be written.
    public void recover() {
        if (health.problem().isPresent()) {
            metadata.recover();
            health.probe();
        }
    }

    /// When the oldest record that is shown may have arrived, milliseconds since the epoch.
    public long horizonMillis(KinesisStream stream) {
        return clock.visibleMillis() - stream.retentionMillis();
    }

    @Override
    public void close() throws IOException {
        streams.values().forEach(StreamStorage::close);
        metadata.close();
        lock.close();
    }
}
