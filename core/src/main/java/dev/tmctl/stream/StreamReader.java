package dev.tmctl.stream;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.delivery.AwsCallException;
import dev.tmctl.target.StreamArn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;

/// Reads every shard of a stream at once and follows resharding: the children of a shard are read after it,
/// so that
/// the records of one partition key come in order.
public final class StreamReader implements AutoCloseable {
    private static final int BUFFERED = 1_000;

    /// How long a failure may go unnoticed by who waits for a record.
    private static final Duration LOOK_AROUND = Duration.ofMillis(100);

    private final KinesisClient client;
    private final StreamArn stream;
    private final BlockingQueue<StoredRecord> records = new ArrayBlockingQueue<>(BUFFERED);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final StartingPosition start;
    private final Set<String> listed = new HashSet<>();
    private final Set<String> skipped = new HashSet<>();
    private String newestListed = "";
    private final Set<String> seen = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private final List<Thread> threads = new ArrayList<>();

    private StreamReader(AwsClients clients, StartingPosition start) {
        this.start = start;
        this.client = clients.readClient();
        this.stream = clients.target().arn();
    }

    /// Starts reading. When this returns, every open shard's position is fixed: what is written afterwards
    /// is seen.
    ///
    /// @throws AwsCallException when the stream cannot be read
    public static StreamReader open(AwsClients clients, StartingPosition start) {
        StreamReader reader = new StreamReader(clients, start);
        try {
            reader.begin(reader.listShards());
        } catch (RuntimeException e) {
            reader.close();
            throw new AwsCallException(e);
        }
        return reader;
    }

    private synchronized void begin(List<Shard> shards) {
        for (Shard shard : shards) {
            listed.add(shard.shardId());
            if (shard.shardId().compareTo(newestListed) > 0) {
                newestListed = shard.shardId();
            }
            if (start instanceof StartingPosition.Latest
                    && shard.sequenceNumberRange().endingSequenceNumber() != null) {
                skipped.add(shard.shardId());
            }
        }
        for (Shard shard : shards) {
            boolean wanted = start instanceof StartingPosition.Latest
                    ? !skipped.contains(shard.shardId())
                    : !hasParentIn(shard, listed);
            if (wanted) {
                read(shard.shardId(), start);
            }
        }
    }

    /// The next record, or null when none came within `timeout`.
    ///
    /// @throws AwsCallException when reading failed for good
    public @Nullable StoredRecord next(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            RuntimeException failed = failure.get();
            long left = failed == null ? deadline - System.nanoTime() : 0;
            StoredRecord record = records.poll(Math.min(left, LOOK_AROUND.toNanos()), TimeUnit.NANOSECONDS);
            if (record != null) {
                return record;
            }
            if (failed != null) {
                throw new AwsCallException(failed);
            }
            if (left <= 0) {
                return null;
            }
        }
    }

    private static boolean hasParentIn(Shard shard, Set<String> ids) {
        return (shard.parentShardId() != null && ids.contains(shard.parentShardId()))
                || (shard.adjacentParentShardId() != null && ids.contains(shard.adjacentParentShardId()));
    }

    private List<Shard> listShards() {
        List<Shard> shards = new ArrayList<>();
        String token = null;
        do {
            // A token carries the stream: naming it again is an error.
            String page = token;
            ListShardsResponse answer = client.listShards(r -> {
                if (page == null) {
                    r.streamName(stream.streamName()).streamARN(stream.toString());
                } else {
                    r.nextToken(page);
                }
            });
            shards.addAll(answer.shards());
            token = answer.nextToken();
        } while (token != null);
        return shards;
    }

    private synchronized void read(String shardId, StartingPosition position) {
        if (!seen.add(shardId)) {
            return;
        }
        ShardReader reader = new ShardReader(client, stream, shardId, position);
        Thread thread = Thread.ofVirtual().name("shard-" + shardId).unstarted(() -> follow(reader));
        threads.add(thread);
        thread.start();
    }

    private void follow(ShardReader reader) {
        try {
            List<Shard> children = reader.readToEnd(records);
            children(reader.shardId(), children);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    /// Starts the children whose other parent, if any, is read to its end as well.
    private void children(String parent, List<Shard> children) {
        List<Shard> ready;
        synchronized (this) {
            ended.add(parent);
            ready = children.stream().filter(this::parentsEnded).toList();
        }
        // A child may hold records that are older than the moment to start at.
        StartingPosition position = start instanceof StartingPosition.Latest ? new StartingPosition.Beginning() : start;
        for (Shard child : ready) {
            read(child.shardId(), position);
        }
    }

    private boolean parentsEnded(Shard child) {
        return isBehind(child.parentShardId()) && isBehind(child.adjacentParentShardId());
    }

    /// Whether all of a parent is read, or none of it ever will be. One that nobody has begun yet may come as
    /// the child of another.
    private boolean isBehind(@Nullable String parent) {
        return parent == null
                || ended.contains(parent)
                || skipped.contains(parent)
                // past retention: shard ids grow
                || (!listed.contains(parent) && parent.compareTo(newestListed) < 0);
    }

    @Override
    public synchronized void close() {
        threads.forEach(Thread::interrupt);
    }
}
