package dev.tmctl.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bound on error bodies, to the byte, and what a sender may do about an error.
class FailureAnswerTest {

    private static final Outcome STORED = new Outcome.Delivered("shardId-0", "1", "NONE");

    private static Outcome.Failed failed(FailureKind kind, String message) {
        return new Outcome.Failed(kind, "Code", message, null, 1);
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    @Test
    void keepsALineThatJustFits() {
        String line = "x".repeat(768);
        assertThat(FailureAnswer.line(line)).isEqualTo(line);
        assertThat(FailureAnswer.line(" \n" + line + "\n")).isEqualTo(line);
    }

    @Test
    void cutsALineOneByteAboveSoThatTheMarkFits() {
        assertThat(FailureAnswer.line("x".repeat(769))).isEqualTo("x".repeat(765) + "…");
    }

    @ParameterizedTest
    @CsvSource({"é,2", "€,3", "😀,4"})
    void cutsBetweenCharactersWhereverTheyBegin(String character, int size) {
        for (int offset = 0; offset < 8; offset++) {
            String line = FailureAnswer.line("x".repeat(offset) + character.repeat(1000));
            int whole = (765 - offset) / size;
            assertThat(line).isEqualTo("x".repeat(offset) + character.repeat(whole) + "…");
            assertThat(bytes(line)).isBetween(768 - size + 1, 768);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\r\nb",
                "a\rb",
                "a \u2028 b",
                "a\u2029b",
                "a\u0085b",
                "a\u000Bb",
                "a\fb",
                "\n\na\n\n\nb\n"
            })
    void makesOneLineOfEveryKindOfLines(String text) {
        assertThat(FailureAnswer.line(text)).isEqualTo("a b");
    }

    /// Knative puts the Base64 form into an attribute of 1,024 characters.
    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void staysInKnativesBoundsForEveryKindInABatch(FailureKind kind) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            outcomes.add(failed(kind, "why 😀\n".repeat(1000)));
        }
        outcomes.add(STORED);
        String body = FailureAnswer.of(outcomes).body();
        assertThat(body)
                .startsWith("500 of 501 events not stored: ")
                .endsWith("…")
                .hasLineCount(1);
        assertThat(Base64.getEncoder().encodeToString(body.getBytes(UTF_8))).hasSizeLessThanOrEqualTo(1024);
    }

    /// The result of a stored event names it too, in the stream's ARN.
    @Test
    void namesTheAccount() {
        String message = "the name 123456789012.data-kinesis.eu-central-1.amazonaws.com is not known";
        assertThat(FailureAnswer.of(List.of(failed(FailureKind.UNREACHABLE, message)))
                        .body())
                .isEqualTo("error publishing to kinesis: Code: " + message);
    }

    /// Retry-After belongs to 429 and 503 alone.
    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void saysWhenToComeBackOnlyToWhatMayComeBack(FailureKind kind) {
        FailureAnswer answer = FailureAnswer.of(List.of(failed(kind, "why")));
        boolean comeBack = answer.status() == 429 || answer.status() == 503;
        assertThat(answer.retryAfterSeconds()).isEqualTo(comeBack ? 1 : 0);
        assertThat(comeBack)
                .isEqualTo(Set.of(FailureKind.THROTTLED, FailureKind.UNREACHABLE, FailureKind.CANCELLED)
                        .contains(kind));
    }

    /// What can succeed later decides over what cannot, in whichever order they come.
    @ParameterizedTest
    @CsvSource({
        "INVALID_EVENT,TOO_LARGE,413",
        "TOO_LARGE,THROTTLED,429",
        "THROTTLED,CREDENTIALS,500",
        "THROTTLED,SERVICE,500",
        "SERVICE,UNREACHABLE,503",
        "INVALID_EVENT,UNREACHABLE,503"
    })
    void letsTheHigherStatusDecide(FailureKind one, FailureKind other, int status) {
        Outcome.Failed first = failed(one, "one");
        Outcome.Failed second = failed(other, "other");
        FailureAnswer answer = FailureAnswer.of(List.of(first, STORED, second));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.failure()).isEqualTo(second);
        assertThat(FailureAnswer.of(List.of(second, STORED, first))).isEqualTo(answer);
    }

    @Test
    void hasNoAnswerToSuccess() {
        assertThatThrownBy(() -> FailureAnswer.of(List.of(STORED))).isInstanceOf(IllegalArgumentException.class);
    }
}
