package dev.tmctl.bench.stub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;

/// The answers to those who ask for the shards first.
final class Shards {
    private static final int HASH_BITS = 128;
    private static final String[] IDS = new String[1024];

    static {
        for (int i = 0; i < IDS.length; i++) {
            IDS[i] = "shardId-%012d".formatted(i);
        }
    }

    private Shards() {}

    static String id(int shard) {
        return IDS[shard];
    }

    /// The answer to any call but the two that put records.
    static byte[] answer(String operation, int shards, JsonFactory factory) throws IOException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        switch (operation) {
            case "ListShards" -> answer.set("Shards", list(shards));
            case "DescribeStreamSummary" ->
                answer.set("StreamDescriptionSummary", stream().put("OpenShardCount", shards));
            case "DescribeStream" ->
                answer.set(
                        "StreamDescription",
                        stream().put("HasMoreShards", false).set("Shards", list(shards)));
            default -> throw new IOException("the stub knows no " + operation);
        }
        return new ObjectMapper(factory).writeValueAsBytes(answer);
    }

    private static ObjectNode stream() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("StreamName", "bench")
                .put("StreamARN", "arn:aws:kinesis:us-east-1:000000000000:stream/bench")
                .put("StreamStatus", "ACTIVE")
                .put("RetentionPeriodHours", 24);
    }

    private static ArrayNode list(int shards) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        BigInteger width = BigInteger.ONE.shiftLeft(HASH_BITS).divide(BigInteger.valueOf(shards));
        for (int i = 0; i < shards; i++) {
            BigInteger from = width.multiply(BigInteger.valueOf(i));
            BigInteger to = i == shards - 1
                    ? BigInteger.ONE.shiftLeft(HASH_BITS).subtract(BigInteger.ONE)
                    : from.add(width).subtract(BigInteger.ONE);
            ObjectNode shard = list.addObject().put("ShardId", id(i));
            shard.putObject("HashKeyRange")
                    .put("StartingHashKey", from.toString())
                    .put("EndingHashKey", to.toString());
            shard.putObject("SequenceNumberRange").put("StartingSequenceNumber", "49");
        }
        return list;
    }
}
