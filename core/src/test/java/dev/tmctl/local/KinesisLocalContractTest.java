package dev.tmctl.local;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// The emulator kinesisLocal, to check the contract itself.
@ExtendWith(JsonEncoding.class)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class KinesisLocalContractTest extends KinesisContract {

    private static @Nullable Emulator emulator;

    @BeforeAll
    static void start() throws Exception {
        emulator = Emulator.kinesisLocal();
    }

    @AfterAll
    static void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @Override
    URI endpoint() {
        if (emulator == null) {
            throw new IllegalStateException("not started");
        }
        return emulator.endpoint();
    }

    @Override
    Map<String, String> knownDeviations() {
        return Map.of(
                "partitionKeyCountsAsRecordSize",
                "counts the data only",
                "garbageIsNoIterator",
                "answers with status 500",
                "unknownStreamIsNotFound",
                "has another message",
                "moreThan500RecordsAreRefused",
                "takes them",
                "emptyPartitionKeyIsRefused",
                "answers InvalidArgumentException");
    }
}
