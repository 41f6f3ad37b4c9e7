package dev.tmctl.bench.subject;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import dev.tmctl.bench.load.Payload;
import dev.tmctl.bench.load.Sender;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.kinesis.producer.KinesisProducer;
import software.amazon.kinesis.producer.KinesisProducerConfiguration;
import software.amazon.kinesis.producer.UserRecordResult;

/// Amazon's Kinesis Producer Library. Its own settings but for the address, the limit per shard, which the stub does
/// not have, and as many connections as ours has requests in flight.
final class KplSender extends Sender {
    /// As many unsettled records as ours holds.
    private static final int OUTSTANDING = 20_000;

    private static final int CONNECTIONS = 16;
    private static final int KEYS = 1024;
    private static final long NO_RATE_LIMIT = 1_000_000;
    private static final long RECORD_TTL_MILLIS = 30_000;

    private final KinesisProducer producer;
    private final Semaphore room = new Semaphore(OUTSTANDING);
    private final Thread thread = Thread.ofPlatform().daemon().name("kpl").unstarted(this::run);
    private volatile boolean stopped;

    KplSender(URI endpoint, boolean aggregation) {
        producer = new KinesisProducer(new KinesisProducerConfiguration()
                .setCredentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")))
                .setRegion("us-east-1")
                .setKinesisEndpoint(endpoint.getHost())
                .setKinesisPort(endpoint.getPort())
                .setVerifyCertificate(false)
                .setTempDirectory(System.getProperty("user.dir"))
                .setMetricsLevel("none")
                .setRateLimit(NO_RATE_LIMIT)
                .setRecordTtl(RECORD_TTL_MILLIS)
                .setMaxConnections(CONNECTIONS)
                .setAggregationEnabled(aggregation));
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            for (long number = 0; !stopped; number++) {
                room.acquire();
                String key = Payload.key((int) (number % KEYS));
                long from = System.nanoTime();
                Futures.addCallback(
                        producer.addUserRecord("bench", key, ByteBuffer.wrap(Payload.of(key, number))),
                        new FutureCallback<UserRecordResult>() {
                            @Override
                            public void onSuccess(@Nullable UserRecordResult result) {
                                room.release();
                                if (result != null && result.isSuccessful()) {
                                    acknowledge(1, System.nanoTime() - from);
                                } else {
                                    fail(1);
                                }
                            }

                            @Override
                            public void onFailure(Throwable thrown) {
                                room.release();
                                fail(1);
                            }
                        },
                        MoreExecutors.directExecutor());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        stopped = true;
        thread.join();
        producer.flushSync();
        room.acquire(OUTSTANDING);
        producer.destroy();
    }
}
