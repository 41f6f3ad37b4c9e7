package dev.tmctl.bench.stub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.bench.stub.Ledger.Entry;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// 64 shards of equal width, and the answers to those who ask for them first.
final class Shards {
    private static final int HASH_BITS = 128;
    private static final int SHARD_BITS = 6;
    private static final String[] IDS = new String[1 << SHARD_BITS];

    static {
        for (int i = 0; i < IDS.length; i++) {
            IDS[i] = "shardId-%012d".formatted(i);
        }
    }

    private Shards() {}

    /// The shard of a record, as Kinesis tells it: some producers send what is in another shard again.
    static String of(Entry entry) {
        if (!entry.hashKey().isEmpty()) {
            return IDS[
                    new BigInteger(entry.hashKey())
                            .shiftRight(HASH_BITS - SHARD_BITS)
                            .intValue()];
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(entry.partitionKey().getBytes(StandardCharsets.UTF_8));
            return IDS[(digest[0] & 0xFF) >>> (Byte.SIZE - SHARD_BITS)];
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /// The answer to any call but the two that put records.
    static byte[] answer(String operation, JsonFactory factory) throws IOException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        switch (operation) {
            case "ListShards" -> answer.set("Shards", list());
            case "DescribeStreamSummary" ->
                answer.set("StreamDescriptionSummary", stream().put("OpenShardCount", IDS.length));
            case "DescribeStream" ->
                answer.set(
                        "StreamDescription",
                        stream().put("HasMoreShards", false).set("Shards", list()));
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

    private static ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        BigInteger width = BigInteger.ONE.shiftLeft(HASH_BITS).divide(BigInteger.valueOf(IDS.length));
        for (int i = 0; i < IDS.length; i++) {
            BigInteger from = width.multiply(BigInteger.valueOf(i));
            BigInteger to = i == IDS.length - 1
                    ? BigInteger.ONE.shiftLeft(HASH_BITS).subtract(BigInteger.ONE)
                    : from.add(width).subtract(BigInteger.ONE);
            ObjectNode shard = list.addObject().put("ShardId", IDS[i]);
            shard.putObject("HashKeyRange")
                    .put("StartingHashKey", from.toString())
                    .put("EndingHashKey", to.toString());
            shard.putObject("SequenceNumberRange").put("StartingSequenceNumber", "49");
        }
        return list;
    }
}
