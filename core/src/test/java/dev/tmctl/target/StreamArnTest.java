package dev.tmctl.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamArnTest {

    private static final String EXPECTED = "; expected arn:aws:kinesis:REGION:ACCOUNT:stream/NAME";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:kinesis:eu-central-1:123456789012:stream/orders",
                "arn:aws:kinesis:us-east-1:000000000000:stream/a",
                "arn:aws:kinesis:ap-southeast-7:123456789012:stream/A_b.c-1",
                "arn:aws-cn:kinesis:cn-north-1:123456789012:stream/orders",
                "arn:aws-us-gov:kinesis:us-gov-west-1:123456789012:stream/orders",
                "arn:aws-iso:kinesis:us-iso-east-1:123456789012:stream/orders",
                "arn:aws-iso-b:kinesis:us-isob-east-1:123456789012:stream/orders",
                "arn:aws-iso-e:kinesis:eu-isoe-west-1:123456789012:stream/orders",
                "arn:aws-iso-f:kinesis:us-isof-south-1:123456789012:stream/orders",
                "arn:aws-eusc:kinesis:eusc-de-east-1:123456789012:stream/orders",
                "arn:aws-new:kinesis:xx-north-1:123456789012:stream/orders"
            })
    void acceptsEveryPartition(String text) {
        assertThat(StreamArn.parse(text)).hasToString(text);
    }

    @Test
    void tellsItsPartsApart() {
        assertThat(StreamArn.parse("arn:aws-cn:kinesis:cn-north-1:123456789012:stream/orders.v1"))
                .isEqualTo(new StreamArn("aws-cn", "cn-north-1", "123456789012", "orders.v1"));
    }

    static Stream<Arguments> malformed() {
        String head = "arn:aws:kinesis:eu-central-1:123456789012:";
        String name = "; expected 1 to 128 letters, digits, \"_\", \".\" or \"-\"";
        String long129 = "x".repeat(129);
        return Stream.of(
                bad("orders", "does not start with \"arn:\"" + EXPECTED),
                bad("ARN:aws:kinesis:eu-central-1:123456789012:stream/o", "does not start with \"arn:\"" + EXPECTED),
                bad("https://kinesis.amazonaws.com/", "does not start with \"arn:\"" + EXPECTED),
                bad("arn", "has 1 of 6 parts" + EXPECTED),
                bad("arn:aws:kinesis", "has 3 of 6 parts" + EXPECTED),
                bad("arn:aws:kinesis:eu-central-1:stream/orders", "has 5 of 6 parts" + EXPECTED),
                bad(
                        "arn::kinesis:eu-central-1:123456789012:stream/o",
                        "has the AWS partition \"\"; expected aws, aws-cn, aws-us-gov, …"),
                bad(
                        "arn:amazon:kinesis:eu-central-1:123456789012:stream/o",
                        "has the AWS partition \"amazon\"; expected aws, aws-cn, aws-us-gov, …"),
                bad(
                        "arn:AWS:kinesis:eu-central-1:123456789012:stream/o",
                        "has the AWS partition \"AWS\"; expected aws, aws-cn, aws-us-gov, …"),
                bad("arn:aws:sqs:eu-central-1:123456789012:orders", "names the service \"sqs\"; expected kinesis"),
                bad("arn:aws::eu-central-1:123456789012:stream/o", "names the service \"\"; expected kinesis"),
                bad(
                        "arn:aws:Kinesis:eu-central-1:123456789012:stream/o",
                        "names the service \"Kinesis\"; expected kinesis"),
                bad(
                        "arn:aws:firehose:eu-central-1:123456789012:deliverystream/o",
                        "names the service \"firehose\"; that is a Firehose delivery stream, not a Kinesis data stream"),
                bad("arn:aws:kinesis::123456789012:stream/o", "has the region \"\"; expected one like eu-central-1"),
                bad(
                        "arn:aws:kinesis:frankfurt:123456789012:stream/o",
                        "has the region \"frankfurt\"; expected one like eu-central-1"),
                bad(
                        "arn:aws:kinesis:EU-CENTRAL-1:123456789012:stream/o",
                        "has the region \"EU-CENTRAL-1\"; expected one like eu-central-1"),
                bad(
                        "arn:aws:kinesis:eu-central-1a:123456789012:stream/o",
                        "has the region \"eu-central-1a\"; expected one like eu-central-1"),
                bad(
                        "arn:aws:kinesis:cn-north-1:123456789012:stream/o",
                        "puts the region cn-north-1 into the AWS partition aws; it belongs to aws-cn"),
                bad(
                        "arn:aws-us-gov:kinesis:us-isob-east-1:123456789012:stream/o",
                        "puts the region us-isob-east-1 into the AWS partition aws-us-gov; it belongs to aws-iso-b"),
                bad(
                        "arn:aws-cn:kinesis:eu-central-1:123456789012:stream/o",
                        "puts the region eu-central-1 into the AWS partition aws-cn, where it does not exist"),
                bad("arn:aws:kinesis:eu-central-1::stream/o", "has the account \"\"; expected 12 digits"),
                bad(
                        "arn:aws:kinesis:eu-central-1:12345678901:stream/o",
                        "has the account \"12345678901\"; expected 12 digits"),
                bad(
                        "arn:aws:kinesis:eu-central-1:1234567890123:stream/o",
                        "has the account \"1234567890123\"; expected 12 digits"),
                bad(
                        "arn:aws:kinesis:eu-central-1:1234-5678-9012:stream/o",
                        "has the account \"1234-5678-9012\"; expected 12 digits"),
                bad(
                        "arn:aws:kinesis:eu-central-1:１２３４５６７８９０１２:stream/o",
                        "has the account \"１２３４５６７８９０１２\"; expected 12 digits"),
                bad(head, "names the resource \"\"; expected stream/NAME"),
                bad(head + "orders", "names the resource \"orders\"; expected stream/NAME"),
                bad(head + "stream:orders", "names the resource \"stream:orders\"; expected stream/NAME"),
                bad(head + "Stream/orders", "names the resource \"Stream/orders\"; expected stream/NAME"),
                bad(head + "stream/", "has the stream name \"\"" + name),
                bad(head + "stream/a/b", "has the stream name \"a/b\"" + name),
                bad(head + "stream/über", "has the stream name \"über\"" + name),
                bad(head + "stream/a:b", "has the stream name \"a:b\"" + name),
                bad(
                        head + "stream/orders/consumer/reader:1600000000",
                        "names a consumer; records are written to its stream, stream/orders"),
                bad(head + "stream/or ders", "holds white space"),
                bad(
                        "arn:aws:kinesis:<region>:123456789012:stream/o",
                        "still holds the placeholder <region>; replace it with your own value, "
                                + "\"aws kinesis describe-stream-summary --stream-name NAME\" prints the ARN"),
                bad(
                        head + "stream/${STREAM}",
                        "still holds the placeholder ${STREAM}; replace it with your own value, "
                                + "\"aws kinesis describe-stream-summary --stream-name NAME\" prints the ARN"),
                bad(
                        "arn:aws:kinesis:$REGION:123456789012:stream/o",
                        "still holds the placeholder $REGION; replace it with your own value, "
                                + "\"aws kinesis describe-stream-summary --stream-name NAME\" prints the ARN"),
                Arguments.of(head + "stream/o\n", "\"" + head + "stream/o\\n\" holds white space"),
                Arguments.of("", "is empty" + EXPECTED),
                Arguments.of(" \t", "is empty" + EXPECTED),
                Arguments.of(
                        head + "stream/" + long129,
                        "\"" + head + "stream/" + "x".repeat(71) + "…\" (178 characters) has the stream name \""
                                + "x".repeat(120) + "…\" (129 characters)" + name),
                Arguments.of(
                        "a".repeat(2049),
                        "\"" + "a".repeat(120) + "…\" (2049 characters) is longer than 2048 characters"));
    }

    private static Arguments bad(String text, String reason) {
        return Arguments.of(text, "\"" + text + "\" " + reason);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void saysWhichPartIsWrong(String text, String message) {
        assertThatThrownBy(() -> StreamArn.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(message);
    }

    @Property(tries = 200)
    void parsesWhatItPrints(
            @ForAll @CharRange(from = 'a', to = 'z') @CharRange(from = '0', to = '9') @StringLength(min = 1, max = 128)
                    String name) {
        StreamArn arn = new StreamArn("aws", "eu-central-1", "123456789012", name);
        assertThat(StreamArn.parse(arn.toString())).isEqualTo(arn);
    }

    @Property(tries = 300)
    void neverFailsInAnotherWay(@ForAll String text) {
        try {
            assertThat(StreamArn.parse("arn:aws:kinesis:" + text).toString()).isEqualTo("arn:aws:kinesis:" + text);
        } catch (InvalidValueException e) {
            assertThat(e.reason().lines()).hasSize(1);
        }
    }
}
