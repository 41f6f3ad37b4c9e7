package dev.tmctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClientBuilder;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// The AWS SDK's asynchronous client, whose default over http is HTTP/2 with prior knowledge.
class AsyncClientTest {

    @TempDir
    private Path directory;

    private static KinesisAsyncClientBuilder client(LocalKinesis kinesis) {
        return KinesisAsyncClient.builder()
                .endpointOverride(kinesis.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")));
    }

    @Test
    void defaultClientIsServed() throws IOException {
        try (LocalKinesis kinesis = LocalKinesis.start(LocalKinesisConfig.in(directory));
                KinesisAsyncClient client = client(kinesis).build()) {
            exchange(client);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP1_1", "HTTP2"})
    void bothProtocolsAreServed(Protocol protocol) throws IOException {
        try (LocalKinesis kinesis = LocalKinesis.start(LocalKinesisConfig.in(directory));
                KinesisAsyncClient client = client(kinesis)
                        .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                                .protocol(protocol)
                                .readTimeout(Duration.ofSeconds(30)))
                        .build()) {
            exchange(client);
        }
    }

    /// Requests and answers that are larger than the windows of HTTP/2, several at a time.
    private static void exchange(KinesisAsyncClient client) {
        client.createStream(request -> request.streamName("s").shardCount(1)).join();
        List<CompletableFuture<PutRecordsResponse>> puts = IntStream.range(0, 6)
                .mapToObj(i ->
                        client.putRecords(request -> request.streamName("s").records(Clients.entries(40, 50_000))))
                .toList();
        puts.forEach(put -> assertThat(put.join().failedRecordCount()).isZero());
        String iterator = client.getShardIterator(request -> request.streamName("s")
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .join()
                .shardIterator();
        List<Record> records = client.getRecords(request -> request.shardIterator(iterator))
                .join()
                .records();
        assertThat(records).hasSizeGreaterThan(200);
        assertThat(records)
                .allSatisfy(
                        record -> assertThat(record.data().asByteArrayUnsafe()).hasSize(50_000));
        assertThatThrownBy(() -> client.describeStream(request -> request.streamName("none"))
                        .join())
                .hasCauseInstanceOf(ResourceNotFoundException.class);
    }
}
