package dev.tmctl.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// Our endpoint, in the encoding of boto3 and the AWS CLI.
@ExtendWith(JsonEncoding.class)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class LocalKinesisJsonContractTest extends KinesisContract {

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
