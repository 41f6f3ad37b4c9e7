package dev.tmctl.local;

import java.util.Map;

/// npm's kinesis-local.
class KinesisLocalContractTest extends EmulatorContract {

    @Override
    Emulator emulator() throws Exception {
        return Emulator.kinesisLocal();
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
