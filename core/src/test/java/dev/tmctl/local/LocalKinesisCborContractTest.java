package dev.tmctl.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// Our endpoint, in the SDK's default encoding.
class LocalKinesisCborContractTest extends KinesisContract {

    private static LocalKinesis kinesis;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        kinesis = LocalKinesis.start(LocalKinesisConfig.in(directory));
    }

    @AfterAll
    static void stop() {
        kinesis.close();
    }

    @Override
    URI endpoint() {
        return kinesis.endpoint();
    }
}
