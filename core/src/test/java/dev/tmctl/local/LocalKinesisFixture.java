package dev.tmctl.local;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;

/// A local Kinesis of its own for every test, with a clock that the test sets.
abstract class LocalKinesisFixture {

    static final String SHARD = "shardId-000000000000";

    final ManualClock clock = new ManualClock();

    @TempDir
    Path directory;

    LocalKinesis kinesis;
    KinesisClient client;

    @BeforeEach
    void start() throws IOException {
        start(false);
    }

    final void start(boolean enforceLimits) throws IOException {
        kinesis = LocalKinesis.start(LocalKinesisConfig.in(directory)
                .withClock(clock, clock::nanoTime)
                .withEnforceLimits(enforceLimits));
        client = Clients.of(kinesis.endpoint());
    }

    @AfterEach
    void stop() {
        client.close();
        kinesis.close();
    }

    void restart(boolean enforceLimits) throws IOException {
        stop();
        start(enforceLimits);
    }

    PutRecordResponse put(String data) {
        return client.putRecord(
                request -> request.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String(data)));
    }
}
