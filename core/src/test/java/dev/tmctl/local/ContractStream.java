package dev.tmctl.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;

/// A stream of its own for every case of the contract.
abstract class ContractStream {

    static final BigInteger KEYS = BigInteger.ONE.shiftLeft(128);

    KinesisClient client = Clients.of(URI.create("http://127.0.0.1:1"));
    String stream = "";

    abstract URI endpoint();

    /// Cases that the endpoint is known to fail, by method name, with what it does instead.
    Map<String, String> knownDeviations() {
        return Map.of();
    }

    @BeforeEach
    void openClient(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        String deviation = knownDeviations().get(name);
        Assumptions.assumeTrue(deviation == null, () -> "known deviation: " + deviation);
        client.close();
        client = Clients.of(endpoint());
        stream = "contract-" + UUID.randomUUID();
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    void create(int shards) {
        Clients.createStream(client, stream, shards);
    }

    PutRecordResponse put(String key, String data) {
        return client.putRecord(
                request -> request.streamName(stream).partitionKey(key).data(SdkBytes.fromUtf8String(data)));
    }

    static BigInteger number(String decimal) {
        return new BigInteger(decimal);
    }

    void assertCoversKeySpace(List<Shard> shards) {
        List<Shard> sorted = shards.stream()
                .sorted(Comparator.comparing(
                        shard -> number(shard.hashKeyRange().startingHashKey())))
                .toList();
        BigInteger next = BigInteger.ZERO;
        for (Shard shard : sorted) {
            assertThat(number(shard.hashKeyRange().startingHashKey())).isEqualTo(next);
            next = number(shard.hashKeyRange().endingHashKey()).add(BigInteger.ONE);
        }
        assertThat(next).isEqualTo(KEYS);
    }
}
