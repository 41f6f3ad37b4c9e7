package dev.tmctl.local;

import java.util.Map;

/// npm's kinesalite.
class KinesaliteContractTest extends EmulatorContract {

    @Override
    Emulator emulator() throws Exception {
        return Emulator.kinesalite();
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
