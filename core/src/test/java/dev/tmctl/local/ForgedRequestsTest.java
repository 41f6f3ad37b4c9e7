package dev.tmctl.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// Every field of every operation with what does not belong there: an error in AWS' shape, never 500.
class ForgedRequestsTest {

    private static final String JSON = "application/x-amz-json-1.1";
    private static final String CBOR = "application/x-amz-cbor-1.1";
    private static final ObjectMapper JSON_MAPPER = new ObjectMapper();
    private static final CBORMapper CBOR_MAPPER = new CBORMapper();
    private static final String SHARD = "\"shardId-000000000000\"";
    private static final String ARN = "\"arn:aws:kinesis:us-east-1:000000000000:stream/s\"";

    /// By operation: its fields with values in JSON that would do. Each is forged in turn.
    private static final Map<String, Map<String, String>> OPERATIONS = Map.ofEntries(
            operation("AddTagsToStream", "Tags", "{\"a\":\"b\"}"),
            operation(
                    "CreateStream",
                    "ShardCount",
                    "1",
                    "MaxRecordSizeInKiB",
                    "1024",
                    "Tags",
                    "{\"a\":\"b\"}",
                    "StreamModeDetails",
                    "{\"StreamMode\":\"PROVISIONED\"}"),
            operation("DecreaseStreamRetentionPeriod", "RetentionPeriodHours", "24"),
            operation("DeleteStream", "EnforceConsumerDeletion", "true"),
            operation("DescribeLimits"),
            operation("DescribeStream", "Limit", "1", "ExclusiveStartShardId", SHARD),
            operation("DescribeStreamSummary"),
            operation("GetRecords", "ShardIterator", "\"x\"", "Limit", "1"),
            operation(
                    "GetShardIterator",
                    "ShardId",
                    SHARD,
                    "ShardIteratorType",
                    "\"AT_TIMESTAMP\"",
                    "StartingSequenceNumber",
                    "\"1\"",
                    "Timestamp",
                    "1"),
            operation("IncreaseStreamRetentionPeriod", "RetentionPeriodHours", "24"),
            operation(
                    "ListShards",
                    "NextToken",
                    "\"x\"",
                    "ExclusiveStartShardId",
                    SHARD,
                    "MaxResults",
                    "1",
                    "StreamCreationTimestamp",
                    "1",
                    "ShardFilter",
                    "{\"Type\":\"AT_TIMESTAMP\",\"Timestamp\":1}"),
            operation("ListStreams", "Limit", "1", "ExclusiveStartStreamName", "\"a\"", "NextToken", "\"x\""),
            operation("ListTagsForStream", "ExclusiveStartTagKey", "\"a\"", "Limit", "1"),
            operation("MergeShards", "ShardToMerge", SHARD, "AdjacentShardToMerge", SHARD),
            operation(
                    "PutRecord",
                    "Data",
                    "\"\"",
                    "PartitionKey",
                    "\"k\"",
                    "ExplicitHashKey",
                    "\"0\"",
                    "SequenceNumberForOrdering",
                    "\"0\""),
            operation("PutRecords", "Records", "[{\"Data\":\"\",\"PartitionKey\":\"k\"}]"),
            operation("RemoveTagsFromStream", "TagKeys", "[\"a\"]"),
            operation("SplitShard", "ShardToSplit", SHARD, "NewStartingHashKey", "\"5\""),
            operation("UpdateMaxRecordSize", "MaxRecordSizeInKiB", "1024"),
            operation("UpdateShardCount", "TargetShardCount", "1", "ScalingType", "\"UNIFORM_SCALING\""),
            operation("UpdateStreamMode", "StreamModeDetails", "{\"StreamMode\":\"PROVISIONED\"}"));

    private static LocalKinesis kinesis;
    private static KinesisClient client;
    private static HttpClient http;

    private static Map.Entry<String, Map<String, String>> operation(String name, String... fields) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("StreamName", "\"s\"");
        values.put("StreamARN", ARN);
        values.put("StreamId", "null");
        for (int i = 0; i < fields.length; i += 2) {
            values.put(fields[i], fields[i + 1]);
        }
        return Map.entry(name, values);
    }

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        kinesis = LocalKinesis.start(LocalKinesisConfig.in(directory));
        client = Clients.of(kinesis.endpoint());
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    static void stop() {
        http.close();
        client.close();
        kinesis.close();
    }

    private static HttpResponse<byte[]> call(String operation, String type, byte[] body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(kinesis.endpoint())
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", type)
                        .header("X-Amz-Target", "Kinesis_20131202." + operation)
                        .header("Authorization", "any")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> json(String operation, String body) throws Exception {
        return call(operation, JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String error(HttpResponse<byte[]> answer) throws IOException {
        boolean cbor = answer.headers().firstValue("Content-Type").orElse("").equals(CBOR);
        JsonNode body = (cbor ? CBOR_MAPPER : JSON_MAPPER).readTree(answer.body());
        assertThat(answer.headers().firstValue("x-amzn-ErrorType"))
                .contains(body.path("__type").asText());
        assertThat(body.path("message").asText()).isNotBlank();
        return answer.statusCode() + " " + body.path("__type").asText();
    }

    private static void assertNoFault(String what, HttpResponse<byte[]> answer) throws IOException {
        assertThat(answer.statusCode()).as(what).isIn(200, 400);
        if (answer.statusCode() == 400) {
            assertThat(error(answer))
                    .as(what)
                    .isIn(
                            "400 SerializationException",
                            "400 ValidationException",
                            "400 InvalidArgumentException",
                            "400 ResourceNotFoundException",
                            "400 ResourceInUseException",
                            "400 LimitExceededException",
                            "400 ExpiredIteratorException",
                            "400 ExpiredNextTokenException");
        }
    }

    private static void ensureStream() {
        if (!client.listStreams().streamNames().contains("s")) {
            client.createStream(request -> request.streamName("s").shardCount(1));
        }
    }

    private static String token(Object... fields) {
        byte[] text = String.join("\n", Stream.of(fields).map(String::valueOf).toList())
                .getBytes(StandardCharsets.UTF_8);
        CRC32C crc = new CRC32C();
        crc.update(text);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(4 + text.length)
                        .putInt((int) crc.getValue())
                        .put(text)
                        .array());
    }

    /// Tokens with a right checksum, and each field forged in turn.
    private static List<String> tokens() {
        List<Object> numbers =
                List.of("", "x", "-1", "1e400", "9223372036854775808", Long.MAX_VALUE, Long.MIN_VALUE, " 1", "\u0661");
        long now = System.currentTimeMillis();
        List<List<Object>> templates = List.of(
                List.of("iterator", "s", 1, 0, 0, 0, now),
                List.of("next", "ListShards", "s", "shardId-000000000000", "FROM_TRIM_HORIZON,,", now),
                List.of("next", "ListStreams", "a", "", "", now),
                List.of("next", "other", "", "", "", now));
        List<String> tokens = new ArrayList<>(List.of("", "x", "AAAA", "AAAAAAAA", "=", "%%%"));
        for (List<Object> template : templates) {
            tokens.add(token(template.toArray()));
            tokens.add(token(template.subList(0, template.size() - 1).toArray()));
            for (int field = 0; field < template.size(); field++) {
                for (Object number : numbers) {
                    Object[] forged = template.toArray();
                    forged[field] = number;
                    tokens.add(token(forged));
                }
            }
        }
        for (String filter : List.of(
                "",
                ",",
                ",,",
                ",,,",
                "x,,",
                "AT_TIMESTAMP,,",
                "AT_TIMESTAMP,,x",
                "AT_TIMESTAMP,,1e400",
                "AFTER_SHARD_ID,,",
                "AT_LATEST,x,1",
                "AT_TIMESTAMP,,9223372036854775808")) {
            tokens.add(token("next", "ListShards", "s", "", filter, now));
        }
        return tokens;
    }

    private static List<String> forgedValues(String field) {
        List<String> values = new ArrayList<>(List.of(
                "1e400",
                "-1e400",
                "1e-400",
                "1e2000000000",
                "-1e-2000000000",
                "1e99999999999",
                "0e99999999999",
                "9223372036854775808",
                "-9223372036854775809",
                "9223372036854775807",
                "2147483648",
                "-2147483649",
                "-1",
                "0",
                "1.5",
                "1.0",
                "9".repeat(999),
                "1" + "0".repeat(5000),
                "0." + "1".repeat(900),
                "9223372036854775.9",
                "true",
                "null",
                "\"\"",
                "\"x\"",
                "\"\\ud800\"",
                "\"x\\udc00\"",
                "\"\\udc00\\ud800\"",
                "\"\\u0000\"",
                "[]",
                "{}",
                "[1]",
                "[null]",
                "[\"\\ud800\"]",
                "[[]]",
                "[{}]",
                "{\"a\":1e400}",
                "{\"a\":null}",
                "{\"\\ud800\":\"x\"}",
                "{\"Type\":1e400}",
                "{\"Type\":\"AT_TIMESTAMP\",\"Timestamp\":1e400}",
                "{\"Type\":\"AFTER_SHARD_ID\",\"ShardId\":\"\\ud800\"}",
                "{\"StreamMode\":1e400}",
                "{\"StreamMode\":\"\\ud800\"}",
                "[{\"Data\":1e400}]",
                "[{\"Data\":\"\",\"PartitionKey\":\"\\ud800\"}]",
                "[{\"Data\":\"\",\"PartitionKey\":\"k\",\"ExplicitHashKey\":\"" + "9".repeat(39) + "\"}]",
                "\"" + "9".repeat(39) + "\"",
                "\"" + "9".repeat(129) + "\"",
                "\"49" + "9".repeat(54) + "\"",
                "\"49" + "0".repeat(54) + "\"",
                "\"" + "arn:aws:kinesis:".repeat(5_000) + "\"",
                "Infinity",
                "NaN",
                "\"AT_SEQUENCE_NUMBER\"",
                "\"AFTER_SEQUENCE_NUMBER\""));
        if (field.equals("NextToken") || field.equals("ShardIterator")) {
            tokens().forEach(token -> values.add("\"" + token + "\""));
        }
        return values;
    }

    static Set<String> operations() {
        return OPERATIONS.keySet();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void forgedFieldsAreErrorsOfTheClient(String operation) throws Exception {
        Map<String, String> fields = Objects.requireNonNull(OPERATIONS.get(operation));
        for (String field : fields.keySet()) {
            for (String value : forgedValues(field)) {
                ensureStream();
                Map<String, String> forged = new LinkedHashMap<>(fields);
                forged.put(field, value);
                if (field.equals("StreamARN") || field.equals("NextToken") || operation.equals("ListStreams")) {
                    forged.remove("StreamName");
                }
                if (!field.equals("StreamARN") && field.equals("NextToken")) {
                    List.of("StreamARN", "ExclusiveStartShardId", "StreamCreationTimestamp", "ShardFilter")
                            .forEach(forged::remove);
                }
                assertNoFault(operation + " " + shown(forged), json(operation, object(forged)));
            }
        }
    }

    private static String shown(Map<String, String> fields) {
        String text = fields.toString();
        return text.length() > 500 ? text.substring(0, 500) + "..." : text;
    }

    private static String object(Map<String, String> fields) {
        return "{"
                + String.join(
                        ",",
                        fields.entrySet().stream()
                                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                                .toList())
                + "}";
    }

    /// What only CBOR can say.
    private static List<Object> binaryValues() {
        return Arrays.asList(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Float.NaN,
                Float.NEGATIVE_INFINITY,
                Double.MAX_VALUE,
                Double.MIN_VALUE,
                1.5,
                BigInteger.TWO.pow(64),
                BigInteger.TWO.pow(64).negate(),
                BigInteger.TWO.pow(4000),
                new BigDecimal("1e400"),
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                new byte[] {1, 2},
                "x",
                null,
                true,
                List.of(Double.NaN),
                Map.of("Type", Double.NaN),
                Map.of("Type", "AT_TIMESTAMP", "Timestamp", Double.NaN),
                Map.of("Type", "AT_TIMESTAMP", "Timestamp", BigInteger.TWO.pow(64)),
                List.of(Map.of("Data", Double.NaN)));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void forgedFieldsInCborAreErrorsOfTheClient(String operation) throws Exception {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, String> field :
                Objects.requireNonNull(OPERATIONS.get(operation)).entrySet()) {
            fields.put(field.getKey(), JSON_MAPPER.readValue(field.getValue(), Object.class));
        }
        for (String field : fields.keySet()) {
            for (Object value : binaryValues()) {
                ensureStream();
                Map<String, Object> forged = new LinkedHashMap<>(fields);
                forged.put(field, value);
                assertNoFault(operation + " " + forged, call(operation, CBOR, CBOR_MAPPER.writeValueAsBytes(forged)));
            }
        }
    }

    /// Half a surrogate pair as bytes, undefined, simple values, tags of any kind, a map in a key, cut-off
    /// bodies.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "63EDA080",
                "F7",
                "F0",
                "F820",
                "C1F97E00",
                "C1FB7FF0000000000000",
                "C482190190 01",
                "C349FFFFFFFFFFFFFFFFFF",
                "D9D9F700",
                "5F41014102FF",
                "7F61616162FF",
                "9FFF",
                "BFFF",
                "FF",
                "F97C00",
                "FA7F800000",
                "1BFFFFFFFFFFFFFFFF",
                "3BFFFFFFFFFFFFFFFF",
                "1F",
                "BBFFFFFFFFFFFFFFFF",
                "9BFFFFFFFFFFFFFFFF",
                "7BFFFFFFFFFFFFFFFF",
                "62C080"
            })
    void strangeCborIsAnErrorOfTheClient(String hex) throws Exception {
        byte[] value = new BigInteger("01" + hex.replace(" ", ""), 16).toByteArray();
        for (Map.Entry<String, Map<String, String>> operation : OPERATIONS.entrySet()) {
            ensureStream();
            for (String field : operation.getValue().keySet()) {
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                body.write(0xA1);
                body.writeBytes(CBOR_MAPPER.writeValueAsBytes(field));
                body.write(value, 1, value.length - 1);
                assertNoFault(operation.getKey() + " " + field, call(operation.getKey(), CBOR, body.toByteArray()));
            }
        }
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                        Arguments.of("CreateStream", "{\"StreamName\":\"n\",\"ShardCount\":%s}"),
                        Arguments.of(
                                "CreateStream", "{\"StreamName\":\"n\",\"ShardCount\":1,\"MaxRecordSizeInKiB\":%s}"),
                        Arguments.of("DescribeStream", "{\"StreamName\":\"s\",\"Limit\":%s}"),
                        Arguments.of("GetRecords", "{\"ShardIterator\":\"x\",\"Limit\":%s}"),
                        Arguments.of(
                                "GetShardIterator",
                                "{\"StreamName\":\"s\",\"ShardId\":\"x\",\"ShardIteratorType\":\"AT_TIMESTAMP\","
                                        + "\"Timestamp\":%s}"),
                        Arguments.of(
                                "IncreaseStreamRetentionPeriod", "{\"StreamName\":\"s\",\"RetentionPeriodHours\":%s}"),
                        Arguments.of(
                                "DecreaseStreamRetentionPeriod", "{\"StreamName\":\"s\",\"RetentionPeriodHours\":%s}"),
                        Arguments.of("ListShards", "{\"StreamName\":\"s\",\"MaxResults\":%s}"),
                        Arguments.of("ListShards", "{\"StreamName\":\"s\",\"StreamCreationTimestamp\":%s}"),
                        Arguments.of(
                                "ListShards",
                                "{\"StreamName\":\"s\",\"ShardFilter\":{\"Type\":\"AT_TIMESTAMP\",\"Timestamp\":%s}}"),
                        Arguments.of("ListStreams", "{\"Limit\":%s}"),
                        Arguments.of("ListTagsForStream", "{\"StreamName\":\"s\",\"Limit\":%s}"),
                        Arguments.of("UpdateMaxRecordSize", "{\"StreamName\":\"s\",\"MaxRecordSizeInKiB\":%s}"),
                        Arguments.of(
                                "UpdateShardCount",
                                "{\"StreamName\":\"s\",\"ScalingType\":\"UNIFORM_SCALING\",\"TargetShardCount\":%s}"))
                .flatMap(call -> Stream.of("1e400", "-1e400", "1e2000000000", "99999999999999999999")
                        .map(number -> Arguments.of(call.get()[0], call.get()[1], number)));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbersThatDoNotFitAreRefused(String operation, String body, String number) throws Exception {
        ensureStream();
        HttpResponse<byte[]> answer = json(operation, body.formatted(number));
        assertThat(error(answer)).isEqualTo("400 SerializationException");
        assertThat(JSON_MAPPER.readTree(answer.body()).path("message").asText())
                .matches("NUMBER_VALUE can not be converted to an? (Integer|Timestamp)");
        assertThat(client.listStreams().streamNames()).doesNotContain("n");
    }

    /// The integers that are meant, however they are written, and those that are not.
    @ParameterizedTest
    @CsvSource({
        "1, 200",
        "1.0, 200",
        "1e0, 200",
        "10e-1, 200",
        "1.5, 400",
        "1e-400, 400",
        "-1e-2000000000, 400",
        "4294967297, 400",
        "'\"1\"', 400"
    })
    void integersAreTakenAsTheyAreMeant(String number, int status) throws Exception {
        ensureStream();
        assertThat(json("DescribeStream", "{\"StreamName\":\"s\",\"Limit\":" + number + "}")
                        .statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @MethodSource("forgedTokens")
    void forgedTokensAreRefused(String operation, String body, String expected) throws Exception {
        ensureStream();
        assertThat(error(json(operation, body))).isEqualTo(expected);
    }

    static Stream<Arguments> forgedTokens() {
        long now = System.currentTimeMillis();
        String shards = "{\"NextToken\":\"%s\"}";
        String iterator = "{\"ShardIterator\":\"%s\"}";
        String invalid = "400 InvalidArgumentException";
        return Stream.of(
                Arguments.of("ListStreams", shards.formatted(token("next", "ListStreams", "a", "", "", "x")), invalid),
                Arguments.of(
                        "ListStreams", shards.formatted(token("next", "ListStreams", "a", "", "", "1e400")), invalid),
                Arguments.of("ListStreams", shards.formatted(token("next", "ListShards", "a", "", "", now)), invalid),
                Arguments.of(
                        "ListStreams",
                        shards.formatted(token("next", "ListStreams", "a", "", "", 1)),
                        "400 ExpiredNextTokenException"),
                Arguments.of("ListShards", shards.formatted(token("next", "ListShards", "s", "", "x,,", now)), invalid),
                Arguments.of("ListShards", shards.formatted(token("next", "ListShards", "s", "", "", now)), invalid),
                Arguments.of(
                        "ListShards",
                        shards.formatted(token("next", "ListShards", "s", "", "AT_TIMESTAMP,,1e400", now)),
                        invalid),
                Arguments.of(
                        "ListShards",
                        shards.formatted(token("next", "ListShards", "none", "", "FROM_TRIM_HORIZON,,", now)),
                        "400 ResourceNotFoundException"),
                Arguments.of("GetRecords", iterator.formatted(token("iterator", "s", "x", 0, 0, 0, now)), invalid),
                Arguments.of("GetRecords", iterator.formatted(token("iterator", "s", 1, -1, 0, 0, now)), invalid),
                Arguments.of("GetRecords", iterator.formatted(token("iterator", "s", 1, 1L << 32, 0, 0, now)), invalid),
                Arguments.of("GetRecords", iterator.formatted(token("iterator", "s", 1, 0, "1e400", 0, now)), invalid),
                Arguments.of("GetRecords", iterator.formatted(token("iterator", "s", 1, 0, 0, -1, now)), invalid),
                Arguments.of("GetRecords", iterator.formatted(token("iterator", "s", 1, 0, 0, 0, "")), invalid),
                Arguments.of("GetRecords", iterator.formatted(token("iterator", "s", 1, 0, 0, 0)), invalid),
                Arguments.of(
                        "GetRecords",
                        iterator.formatted(token("iterator", "s", 987_654, 0, 0, 0, now)),
                        "400 ResourceNotFoundException"),
                Arguments.of(
                        "GetRecords",
                        iterator.formatted(token("iterator", "s", 1, 0, 0, 0, 1)),
                        "400 ExpiredIteratorException"));
    }

    /// A number that no record has must not push the numbers of a shard to their end.
    @Test
    void forgedSequenceNumbersDoNotMoveTheShard() throws Exception {
        client.createStream(request -> request.streamName("order").shardCount(1));
        long later = System.currentTimeMillis() + 60_000;
        String body =
                "{\"StreamName\":\"order\",\"Data\":\"\",\"PartitionKey\":\"k\",\"SequenceNumberForOrdering\":\"%s\"}";
        for (String forged : List.of(
                "49%015d%019d%020d".formatted(later, Long.MAX_VALUE, 0),
                "49%015d%019d%020d".formatted(later, 1, 0),
                "49%015d%019d%020d".formatted(later, 1, 7),
                "49" + "9".repeat(54))) {
            assertThat(error(json("PutRecord", body.formatted(forged)))).isEqualTo("400 InvalidArgumentException");
        }
        List<String> numbers = new ArrayList<>();
        String past = "49%015d%019d%020d".formatted(1, Long.MAX_VALUE, 0);
        for (String ordering : List.of("0", past, past)) {
            HttpResponse<byte[]> answer = json("PutRecord", body.formatted(ordering));
            assertThat(answer.statusCode()).isEqualTo(200);
            numbers.add(
                    JSON_MAPPER.readTree(answer.body()).path("SequenceNumber").asText());
        }
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        assertThat(json("PutRecord", body.formatted(numbers.getLast())).statusCode())
                .isEqualTo(200);
    }
}
