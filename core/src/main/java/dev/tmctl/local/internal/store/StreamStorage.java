package dev.tmctl.local.internal.store;

import dev.tmctl.files.FileProblem;
import dev.tmctl.local.internal.model.KinesisStream;
import dev.tmctl.local.internal.model.Position;
import dev.tmctl.local.internal.model.Resharding;
import dev.tmctl.local.internal.model.Shard;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A stream that exists: its metadata and the logs of its shards.
public final class StreamStorage {

    private static final Logger LOG = LoggerFactory.getLogger(StreamStorage.class);

    /// The metadata at one moment, and its open shards in the order of their hash key ranges.
    public record Snapshot(KinesisStream stream, List<Shard> openShards) {
        static Snapshot of(KinesisStream stream) {
            return new Snapshot(stream, stream.openShards());
        }
    }

    private final StreamFiles files;
    private final MetadataStore metadata;
    private final InstantSource clock;
    private final WriteBuffers buffers;
    private final WriteHealth health;
    private final ReentrantLock changes = new ReentrantLock();
    private final ConcurrentHashMap<Integer, ShardLog> logs = new ConcurrentHashMap<>();
    private volatile Snapshot snapshot;
    private volatile boolean deleted;

    StreamStorage(
            KinesisStream stream,
            StreamFiles files,
            MetadataStore metadata,
            InstantSource clock,
            WriteBuffers buffers,
            WriteHealth health) {
        this.snapshot = Snapshot.of(stream);
        this.files = files;
        this.metadata = metadata;
        this.clock = clock;
        this.buffers = buffers;
        this.health = health;
    }

    public KinesisStream stream() {
        return snapshot.stream();
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    /// The metadata after every change that is under way.
    public Snapshot settledSnapshot() {
        changes.lock();
        try {
            return snapshot;
        } finally {
            changes.unlock();
        }
    }

    public boolean isDeleted() {
        return deleted;
    }

    /// The log of a shard, opened on first use.
    ///
    /// @throws IOException when its files cannot be read
    public ShardLog log(Shard shard) throws IOException {
        ShardLog open = logs.get(shard.index());
        return open != null ? open : openLog(shard);
    }

    private ShardLog openLog(Shard shard) throws IOException {
        changes.lock();
        try {
            ShardLog open = logs.get(shard.index());
            if (open == null) {
                open = new ShardLog(files.path(name(shard)), shard.start(), clock, buffers, health);
                if (deleted || !shard.isOpen()) {
                    open.seal();
                }
                logs.put(shard.index(), open);
            }
            return open;
        } finally {
            changes.unlock();
        }
    }

    private String name(Shard shard) {
        return StreamFiles.name(stream().uid(), shard.id());
    }

    /// Changes the metadata, on disk too. What the change throws goes to the caller, and nothing is changed
    /// then.
    ///
    /// @throws MetadataUnavailableException when it cannot be written; nothing is changed then either
    public KinesisStream update(UnaryOperator<KinesisStream> change) throws MetadataUnavailableException {
        changes.lock();
        try {
            if (deleted) {
                throw new IllegalStateException("stream deleted");
            }
            KinesisStream changed = change.apply(snapshot.stream());
            metadata.put(changed);
            snapshot = Snapshot.of(changed);
            return changed;
        } finally {
            changes.unlock();
        }
    }

    /// Splits or merges shards. Appends to those that are closed by it wait and then go to their children.
    ///
    /// @throws IOException when a shard cannot be read
    public KinesisStream reshard(ReshardingPlan plan) throws IOException {
        changes.lock();
        List<ShardLog> sealed = new ArrayList<>();
        try {
            KinesisStream before = snapshot.stream();
            SequencedMap<Integer, Position> last = new LinkedHashMap<>();
            // Which shards a scaling closes shows in its result only, so all of them hold still for a moment.
            for (Shard shard : snapshot.openShards()) {
                ShardLog log = openLog(shard);
                sealed.add(log);
                last.put(shard.index(), log.seal());
            }
            KinesisStream after = plan.apply(before, new Resharding(before, last, clock.millis()));
            metadata.put(after);
            snapshot = Snapshot.of(after);
            after.shards().stream()
                    .filter(shard -> !shard.isOpen())
                    .forEach(shard -> sealed.remove(logs.get(shard.index())));
            return after;
        } finally {
            sealed.forEach(ShardLog::unseal);
            changes.unlock();
        }
    }

    /// Works out the stream after splits and merges.
    @FunctionalInterface
    public interface ReshardingPlan {
        KinesisStream apply(KinesisStream stream, Resharding resharding);
    }

    /// Deletes records that are past retention, and closed shards that cannot have others.
    ///
    /// @param nowMillis milliseconds since the epoch, beyond doubt
    void expire(long nowMillis) throws IOException {
        long horizon = nowMillis - stream().retentionMillis();
        for (Shard shard : stream().shards()) {
            log(shard).trim(horizon);
        }
        boolean anyExpired = stream().shards().stream().anyMatch(shard -> isExpired(shard, horizon));
        if (anyExpired) {
            forgetShards(horizon);
        }
    }

    private void forgetShards(long horizon) throws IOException {
        changes.lock();
        try {
            if (deleted) {
                return;
            }
            List<Shard> kept = new ArrayList<>();
            List<Shard> expired = new ArrayList<>();
            stream().shards().forEach(shard -> (isExpired(shard, horizon) ? expired : kept).add(shard));
            List<String> folders = expired.stream().map(this::name).toList();
            KinesisStream changed = stream().withShards(kept, stream().nextShardIndex());
            metadata.put(changed, folders);
            snapshot = Snapshot.of(changed);
            for (Shard shard : expired) {
                ShardLog log = logs.remove(shard.index());
                if (log != null) {
                    log.close();
                }
                files.delete(name(shard));
            }
            metadata.deleted(folders);
        } finally {
            changes.unlock();
        }
    }

    private static boolean isExpired(Shard shard, long horizonMillis) {
        return !shard.isOpen() && shard.closedMillis() < horizonMillis;
    }

    /// Deletes the stream. Once that is noted, it is gone: files that cannot be deleted now are with the
    /// next start.
    ///
    /// @throws MetadataUnavailableException when it cannot be noted; the stream is as before then
    void delete() throws MetadataUnavailableException {
        changes.lock();
        try {
            metadata.remove(stream());
            deleted = true;
            closeLogs();
            String folder = StreamFiles.name(stream().uid());
            try {
                files.delete(folder);
                metadata.deleted(List.of(folder));
            } catch (IOException problem) {
                LOG.warn("cannot delete {} yet: {}", files.path(folder), FileProblem.inWords(problem));
            }
        } finally {
            changes.unlock();
        }
    }

    void close() {
        changes.lock();
        try {
            closeLogs();
        } finally {
            changes.unlock();
        }
    }

    private void closeLogs() {
        for (ShardLog log : logs.values()) {
            try {
                log.close();
            } catch (IOException problem) {
                LOG.warn("cannot close a shard of {}: {}", stream().name(), problem.toString());
            }
        }
    }
}
