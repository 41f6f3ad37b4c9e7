package dev.tmctl.local;

import dev.tmctl.local.internal.http.KinesisServer;
import dev.tmctl.local.internal.limits.ThroughputLimits;
import dev.tmctl.local.internal.operations.OperationContext;
import dev.tmctl.local.internal.operations.Operations;
import dev.tmctl.local.internal.store.RecordClock;
import dev.tmctl.local.internal.store.StreamRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Kinesis Data Streams endpoint on the loopback interface, for development and tests without an AWS
/// account.
///
/// It speaks the protocol of the service (AWS JSON 1.1 and CBOR over HTTP/1.1 or HTTP/2), so SDKs, the AWS
/// CLI and the Kinesis Client Library work against [#endpoint()] unchanged. Any credentials are taken. A
/// record that was acknowledged survives the death of the process. Operations and limits:
/// <https://docs.aws.amazon.com/kinesis/latest/APIReference/>.
public final class LocalKinesis implements AutoCloseable {
    /// The file in the data directory with the streams' names, one a line. It is for those who must not
    /// wait for a server, such as the completion in shells; it may be stale after a crash, until the next
    /// start.
    public static final String STREAM_NAMES = "stream-names";

    private static final Logger LOG = LoggerFactory.getLogger(LocalKinesis.class);
    private static final long EXPIRY_SECONDS = 30;
    private static final long RECOVERY_SECONDS = 1;

    private final StreamRegistry registry;
    private final KinesisServer server;
    private final ScheduledExecutorService housekeeping;
    private final List<ScheduledFuture<?>> chores;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalKinesis(StreamRegistry registry, KinesisServer server) {
        this.registry = registry;
        this.server = server;
        this.housekeeping = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("local-kinesis-expiry").factory());
        this.chores = List.of(every(EXPIRY_SECONDS, registry::expire), every(RECOVERY_SECONDS, registry::recover));
    }

    private ScheduledFuture<?> every(long seconds, Runnable chore) {
        return housekeeping.scheduleWithFixedDelay(chore, seconds, seconds, TimeUnit.SECONDS);
    }

    /// Opens the data directory and starts to listen on 127.0.0.1.
    ///
    /// @throws DataFolderException when the directory holds something else, or what it holds does not belong
    ///     together
    /// @throws IOException with a message of one line when the port is taken, or when the directory is in use
    ///     by another process or cannot be written
    public static LocalKinesis start(LocalKinesisConfig config) throws IOException {
        StreamRegistry registry =
                StreamRegistry.open(config.directory(), new RecordClock(config.clock(), config.nanoTime()));
        KinesisServer server;
        try {
            ThroughputLimits limits = new ThroughputLimits(config.enforceLimits(), config.clock());
            OperationContext context =
                    new OperationContext(registry, limits, config.clock(), config.region(), config.accountId());
            server = KinesisServer.start(config.port(), new Operations(context), registry::problem);
        } catch (IOException | RuntimeException problem) {
            registry.close();
            throw problem;
        }
        LocalKinesis started = new LocalKinesis(registry, server);
        LOG.info("local Kinesis on {}, data in {}", started.endpoint(), config.directory());
        return started;
    }

    /// Refuses a directory that [#reset(Path)] refuses. Changes nothing.
    ///
    /// @throws DataFolderException when the directory is a link, or holds something else
    public static void requireResettable(Path directory) throws IOException {
        StreamRegistry.requireResettable(directory);
    }

    /// Deletes all streams and records in a data directory. It is no error if there is none. Nothing else
    /// is deleted, and no link is followed.
    ///
    /// @return what is left in the directory and was not made by a local Kinesis
    /// @throws DataFolderException when the directory is a link, or holds something else
    /// @throws IOException when a local Kinesis is using it, or it cannot be written
    public static List<Path> reset(Path directory) throws IOException {
        return StreamRegistry.reset(directory);
    }

    /// The port that it listens on.
    public int port() {
        return server.port();
    }

    /// For the endpoint override of an SDK, such as `http://127.0.0.1:4567`.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /// The bytes of calls that are being received or handled.
    public long bytesInFlight() {
        return server.inFlight().bytes();
    }

    /// The calls that are being received or handled.
    public int callsInFlight() {
        return server.inFlight().requests();
    }

    /// Deletes what is past retention now, instead of within half a minute.
    void expireNow() {
        registry.expire();
    }

    /// Finishes the requests that are under way and frees port and directory. A second call does nothing.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        server.close();
        try {
            // Not by interrupting it, which would close the files that it is working on.
            chores.forEach(chore -> chore.cancel(false));
            housekeeping.close();
            registry.close();
        } catch (IOException problem) {
            LOG.warn("cannot close the data directory: {}", problem.toString());
        }
        LOG.info("local Kinesis stopped");
    }
}
