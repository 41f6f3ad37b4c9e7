package dev.tmctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/// What every Kinesis endpoint does with streams and shards, by AWS's API reference.
abstract class StreamContract extends ContractStream {

    @Test
    void newStreamIsDescribed() {
        create(3);
        StreamDescription description =
                client.describeStream(request -> request.streamName(stream)).streamDescription();
        assertThat(description.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
        assertThat(description.streamARN()).matches("arn:aws:kinesis:[a-z0-9-]+:\\d{12}:stream/" + stream);
        assertThat(description.retentionPeriodHours()).isEqualTo(24);
        assertThat(description.hasMoreShards()).isFalse();
        assertThat(description.shards())
                .extracting(Shard::shardId)
                .containsExactly("shardId-000000000000", "shardId-000000000001", "shardId-000000000002");
        assertCoversKeySpace(description.shards());
    }

    @Test
    void streamIsListedUntilDeleted() {
        create(1);
        assertThat(client.listStreams(request -> request.limit(1000)).streamNames())
                .contains(stream);
        client.deleteStream(request -> request.streamName(stream));
        Awaitility.await()
                .untilAsserted(() -> assertThatThrownBy(
                                () -> client.describeStreamSummary(request -> request.streamName(stream)))
                        .isInstanceOf(ResourceNotFoundException.class));
    }

    @Test
    void nameIsTakenOnce() {
        create(1);
        assertThatThrownBy(() -> client.createStream(
                        request -> request.streamName(stream).shardCount(1)))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining(stream);
    }

    @Test
    void unknownStreamIsNotFound() {
        assertThatThrownBy(() -> put("k", "data"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Stream " + stream + " under account 000000000000 not found.");
    }

    @Test
    void splitClosesTheShardAndNamesItsChildren() {
        create(1);
        put("k", "before");
        client.splitShard(request -> request.streamName(stream)
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey(KEYS.shiftRight(1).toString()));
        Clients.awaitActive(client, stream);
        List<Shard> shards = Clients.shards(client, stream);
        assertThat(shards).hasSize(3);
        assertThat(shards.getFirst().sequenceNumberRange().endingSequenceNumber())
                .isNotNull();
        assertThat(shards.subList(1, 3)).allSatisfy(child -> {
            assertThat(child.parentShardId()).isEqualTo("shardId-000000000000");
            assertThat(number(child.sequenceNumberRange().startingSequenceNumber()))
                    .isGreaterThan(
                            number(shards.getFirst().sequenceNumberRange().startingSequenceNumber()));
        });
        assertCoversKeySpace(shards.subList(1, 3));
        assertThat(Clients.readShard(client, stream, "shardId-000000000000")).hasSize(1);
    }

    @Test
    void closedShardEndsWithItsChildShards() {
        create(1);
        put("k", "before");
        client.splitShard(request -> request.streamName(stream)
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey(KEYS.shiftRight(1).toString()));
        Clients.awaitActive(client, stream);
        String iterator = Clients.iterator(client, stream, "shardId-000000000000", ShardIteratorType.TRIM_HORIZON);
        GetRecordsResponse answer = client.getRecords(request -> request.shardIterator(iterator));
        while (answer.nextShardIterator() != null) {
            String next = answer.nextShardIterator();
            answer = client.getRecords(request -> request.shardIterator(next));
        }
        assertThat(answer.childShards())
                .extracting(child -> child.shardId())
                .containsExactlyInAnyOrder("shardId-000000000001", "shardId-000000000002");
    }

    @Test
    void mergeJoinsNeighbours() {
        create(2);
        client.mergeShards(request -> request.streamName(stream)
                .shardToMerge("shardId-000000000000")
                .adjacentShardToMerge("shardId-000000000001"));
        Clients.awaitActive(client, stream);
        Shard child = Clients.shards(client, stream).getLast();
        assertThat(child.shardId()).isEqualTo("shardId-000000000002");
        assertThat(List.of(child.parentShardId(), child.adjacentParentShardId()))
                .containsExactlyInAnyOrder("shardId-000000000000", "shardId-000000000001");
        assertCoversKeySpace(List.of(child));
    }

    @Test
    void updateShardCountCoversTheKeySpace() {
        create(2);
        client.updateShardCount(
                request -> request.streamName(stream).targetShardCount(3).scalingType(ScalingType.UNIFORM_SCALING));
        Clients.awaitActive(client, stream);
        List<Shard> open = Clients.shards(client, stream).stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .toList();
        assertThat(open).hasSize(3);
        assertCoversKeySpace(open);
        assertThat(client.listShards(request -> request.streamName(stream)
                                .shardFilter(filter -> filter.type(ShardFilterType.AT_LATEST)))
                        .shards())
                .hasSize(3);
    }

    @Test
    void shardsAreListedInPages() {
        create(5);
        ListShardsResponse first =
                client.listShards(request -> request.streamName(stream).maxResults(3));
        assertThat(first.shards()).hasSize(3);
        ListShardsResponse second = client.listShards(request -> request.nextToken(first.nextToken()));
        assertThat(second.shards()).hasSize(2);
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void streamIsFoundByItsArn() {
        create(1);
        String arn = client.describeStreamSummary(request -> request.streamName(stream))
                .streamDescriptionSummary()
                .streamARN();
        client.putRecord(request -> request.streamARN(arn).partitionKey("k").data(SdkBytes.fromUtf8String("data")));
        assertThat(client.describeStream(request -> request.streamARN(arn))
                        .streamDescription()
                        .streamName())
                .isEqualTo(stream);
    }

    @Test
    void retentionCanBeChanged() {
        create(1);
        client.increaseStreamRetentionPeriod(
                request -> request.streamName(stream).retentionPeriodHours(48));
        assertThat(retention()).isEqualTo(48);
        client.decreaseStreamRetentionPeriod(
                request -> request.streamName(stream).retentionPeriodHours(24));
        assertThat(retention()).isEqualTo(24);
        assertThatThrownBy(() -> client.increaseStreamRetentionPeriod(
                        request -> request.streamName(stream).retentionPeriodHours(8761)))
                .isInstanceOf(InvalidArgumentException.class);
    }

    private int retention() {
        return client.describeStreamSummary(request -> request.streamName(stream))
                .streamDescriptionSummary()
                .retentionPeriodHours();
    }

    @Test
    void tagsAreKept() {
        create(1);
        client.addTagsToStream(request -> request.streamName(stream).tags(Map.of("a", "1", "b", "2")));
        client.removeTagsFromStream(request -> request.streamName(stream).tagKeys("a"));
        assertThat(client.listTagsForStream(request -> request.streamName(stream))
                        .tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.key() + "=" + tag.value()).isEqualTo("b=2"));
    }
}
