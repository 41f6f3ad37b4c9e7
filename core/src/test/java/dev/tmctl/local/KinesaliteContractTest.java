package dev.tmctl.local;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// The emulator kinesalite, to check the contract itself.
@ExtendWith(JsonEncoding.class)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class KinesaliteContractTest extends KinesisContract {

    private static @Nullable Emulator emulator;

    @BeforeAll
    static void start() throws Exception {
        emulator = Emulator.kinesalite();
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
                "closedShardEndsWithItsChildShards",
                "answers without ChildShards",
                "updateShardCountCoversTheKeySpace",
                "has no UpdateShardCount",
                "shardsAreListedInPages",
                "ignores MaxResults",
                "retentionCanBeChanged",
                "takes 168 hours at most, and says so with another error",
                "streamIsFoundByItsArn",
                "knows streams by name only");
    }
}
