package dev.tmctl.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.stream.StreamDescription;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/// What a readiness probe says of the stream, and when the stream is asked.
class StreamCheckTest {

    private static final StreamDescription ACTIVE = described("ACTIVE");

    private final Deque<Runnable> background = new ArrayDeque<>();
    private StreamDescription answer = ACTIVE;
    private long now;
    private final StreamCheck check = new StreamCheck(() -> answer, background::add, () -> now);

    private static StreamDescription described(String status) {
        return new StreamDescription(status, 1, "PROVISIONED", 24, null, true);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void answered() {
        background.remove().run();
    }

    @Test
    void isNotReadyBeforeTheFirstAnswer() {
        assertThat(check.problem()).isEqualTo("the stream has not answered yet");
        assertThat(check.problem()).isEqualTo("the stream has not answered yet");
        assertThat(background).hasSize(1);
        answered();
        assertThat(check.problem()).isNull();
    }

    @Test
    void asksAgainWhenTheAnswerIsOldAndSaysWhatItKnowsMeanwhile() {
        check.problem();
        answered();
        pass(Duration.ofSeconds(29));
        assertThat(check.problem()).isNull();
        assertThat(background).isEmpty();
        pass(Duration.ofSeconds(1));
        answer = StreamDescription.unknown("UnknownHost: the name x is not known", false);
        assertThat(check.problem()).isNull();
        assertThat(check.problem()).isNull();
        assertThat(background).hasSize(1);
        answered();
        assertThat(check.problem()).isEqualTo("the stream does not answer: UnknownHost: the name x is not known");
    }

    @Test
    void asksSoonerWhenItIsNotWell() {
        answer = described("CREATING");
        check.problem();
        answered();
        assertThat(check.problem()).isEqualTo("the stream is CREATING");
        assertThat(background).isEmpty();
        pass(Duration.ofSeconds(5));
        answer = described("UPDATING");
        check.problem();
        answered();
        assertThat(check.problem()).isNull();
    }

    @Test
    void takesARefusalToDescribeForAnAnswer() {
        answer = StreamDescription.unknown("not allowed to ask (kinesis:DescribeStreamSummary)", true);
        check.problem();
        answered();
        assertThat(check.problem()).isNull();
    }

    @Test
    void asksAgainAfterACheckThatBroke() {
        StreamCheck broken = new StreamCheck(
                () -> {
                    throw new IllegalStateException("closed");
                },
                task -> {
                    try {
                        task.run();
                    } catch (IllegalStateException closed) {
                        background.add(task);
                    }
                },
                () -> now);
        assertThat(broken.problem()).isEqualTo("the stream has not answered yet");
        assertThat(broken.problem()).isEqualTo("the stream has not answered yet");
        assertThat(background).hasSize(2);
    }
}
