package dev.tmctl.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.target.Auth;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.PartitionRule;
import dev.tmctl.target.PartitioningOptions;
import dev.tmctl.target.StreamArn;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionKeysTest {
    private static final String EMOJI = "😀";

    private static KinesisTarget target(@Nullable String rule) {
        return new KinesisTarget(
                "orders",
                StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/orders"),
                new PartitionKey("fixed"),
                new Auth.DefaultChain(),
                null,
                null,
                null,
                false,
                new PartitioningOptions(rule == null ? null : PartitionRule.parse(rule), false),
                null);
    }

    private static CloudEvent event(String data) {
        return CloudEventBuilder.v1()
                .withId("the-id")
                .withSource(URI.create("/the/source"))
                .withType("the.type")
                .withSubject("the-subject")
                .withDataContentType("application/json")
                .withData(data.getBytes(UTF_8))
                .withExtension("partitionkey", "the-key")
                .withExtension("tenant", "the-tenant")
                .withExtension("number", 7)
                .withExtension("flag", true)
                .withExtension("empty", "")
                .build();
    }

    private static String key(String rule, CloudEvent event) {
        return PartitionKeys.of(event, target(rule)).value();
    }

    @ParameterizedTest
    @CsvSource({
        "partitionkey, the-key",
        "subject, the-subject",
        "source, /the/source",
        "type, the.type",
        "id, the-id",
        "extension:tenant, the-tenant",
        "extension:partitionkey, the-key",
        "extension:number, 7",
        "extension:flag, true",
        "extension:empty, fixed",
        "extension:missing, fixed",
        "data:/s, text",
        "data:/n, 12",
        "data:/b, false",
        "data:/o/x, 1",
        "data:/a/1, two",
        "data:/~1~0, odd",
        "data:/empty, fixed",
        "data:/null, fixed",
        "data:/missing, fixed",
        "data:/s/deeper, fixed",
        "data:/a/7, fixed",
        "data:/o, fixed",
        "data:/a, fixed"
    })
    void takesTheKeyByTheRule(String rule, String expected) {
        CloudEvent event = event("{\"s\":\"text\",\"n\":12,\"b\":false,\"o\":{\"x\":1},\"a\":[1,\"two\"],"
                + "\"/~\":\"odd\",\"empty\":\"\",\"null\":null}");
        CloudEvent same = CloudEventBuilder.from(event).build();
        assertThat(key(rule, event)).isEqualTo(expected);
        assertThat(event).isEqualTo(same);
        assertThat(event.getExtension("partitionkey")).isEqualTo("the-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"partitionkey", "subject", "extension:tenant", "data:/s"})
    void fallsBackToTheFixedKeyWhereThereIsNothing(String rule) {
        CloudEvent bare = CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/s"))
                .withType("t")
                .build();
        assertThat(key(rule, bare)).isEqualTo("fixed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not JSON", "", "[", "\"s\"", "{\"s\":"})
    void fallsBackWhereTheDataHasNoSuchValue(String data) {
        assertThat(key("data:/s", event(data))).isEqualTo("fixed");
    }

    /// Numbers are as they are spelled, and no size of JSON makes the key another one.
    @Test
    void findsTheValueInJsonOfEverySize() {
        String digits = "1".repeat(1_234);
        assertThat(key("data:/a", event("{\"a\":1.50}"))).isEqualTo("1.50");
        assertThat(key("data:/a", event("{\"a\":1e3}"))).isEqualTo("1e3");
        assertThat(key("data:/a", event("{\"n\":" + digits + ",\"a\":\"key\"}")))
                .isEqualTo("key");
        assertThat(key("data:/a", event("{\"d\":" + "[".repeat(600) + "]".repeat(600) + ",\"a\":\"key\"}")))
                .isEqualTo("key");
        assertThat(key("data:/a", event("{\"" + "x".repeat(60_000) + "\":1,\"a\":\"key\"}")))
                .isEqualTo("key");
        assertThat(key("data:/a", event("{\"a\":\"first\",\"a\":\"last\"}"))).isEqualTo("last");
        assertThat(key("data:/0/a", event("[{\"a\":\"key\"}]"))).isEqualTo("key");
    }

    @Test
    void refusesAnEventWhoseKeyCannotBeRead() {
        String deep = "{\"d\":" + "[".repeat(10_001) + "]".repeat(10_001) + ",\"a\":\"key\"}";
        assertThatThrownBy(() -> key("data:/a", event(deep)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("data: is JSON of more than 10000 levels; at most 10000 are read, so there is no partition"
                        + " key in it");
        assertThatThrownBy(() -> key("data:/a", event("{\"a\":\"x\\ud800\"}")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("data: holds half of a surrogate pair at /a, which is no partition key");
    }

    @Test
    void withoutARuleTheKeyIsFixed() {
        assertThat(PartitionKeys.of(event("{}"), target(null)).value()).isEqualTo("fixed");
    }

    @Test
    void randomKeysDiffer() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            keys.add(key("random", event("{}")));
        }
        assertThat(keys).hasSize(1_000).allMatch(key -> key.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
    }

    private static CloudEvent withKey(String key) {
        return CloudEventBuilder.from(event("{}"))
                .withExtension("partitionkey", key)
                .build();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", EMOJI})
    void hashesWhatIsOver256CharactersAndCountsSupplementaryOnesAsOne(String character) throws Exception {
        String longest = character.repeat(256);
        assertThat(key("partitionkey", withKey(longest))).isEqualTo(longest);
        String tooLong = character.repeat(257);
        assertThat(key("partitionkey", withKey(tooLong)))
                .isEqualTo(sha256(tooLong))
                .hasSize(64);
    }

    @Test
    void theRecordGoesWithTheKey() {
        StreamRecord record = StreamRecord.of(withKey("other"), target("partitionkey"));
        assertThat(record.partitionKey()).isEqualTo(new PartitionKey("other"));
        assertThat(record.data().asUtf8String()).isEqualTo("{}");
    }
}
