package dev.tmctl.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.delivery.DeliveryStats;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.bulk.Progress;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is settled is shown, not what was read.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgressTextTest {
    private static final long MIB = 1024 * 1024;

    private final DeliveryStats stats = new DeliveryStats();

    private String text(Progress reached, long begin, int seconds, long total) {
        return progress(reached, begin, seconds, total).whole();
    }

    private ProgressText progress(Progress reached, long begin, int seconds, long total) {
        return new ProgressText(
                reached, begin, stats.snapshot(), Duration.ofSeconds(seconds).toNanos(), total);
    }

    @Test
    void should_show_nothing_done_while_nothing_is_settled() {
        assertThat(text(new Progress(0, 0, 0, 15_000), 0, 10, 100 * MIB)).isEqualTo("0 events  0.0 MiB  0/s  0%");
    }

    @Test
    void should_count_the_bytes_of_the_input_that_are_settled() {
        assertThat(text(new Progress(2_500, 0, 25 * MIB, 10), 0, 10, 100 * MIB))
                .isEqualTo("2,500 events  25.0 MiB  250/s  25%  0:30 left");
    }

    @Test
    void should_count_what_earlier_runs_did_as_done_but_not_as_fast() {
        assertThat(text(new Progress(1_000, 0, 60 * MIB, 10), 50 * MIB, 10, 100 * MIB))
                .isEqualTo("1,000 events  10.0 MiB  100/s  60%  0:40 left");
    }

    @Test
    void should_say_that_all_is_done_only_then() {
        assertThat(text(new Progress(9, 0, 100 * MIB - 1, 1), 0, 10, 100 * MIB)).contains("  99%  ");
        assertThat(text(new Progress(10, 0, 100 * MIB, 0), 0, 10, 100 * MIB)).endsWith("  100%  0:00 left");
    }

    @Test
    void should_know_no_share_of_a_pipe() {
        assertThat(text(new Progress(1, 0, MIB, 0), 0, 1, 0)).isEqualTo("1 event  1.0 MiB  1/s");
    }

    @Test
    void should_show_failures_and_retries() {
        Outcome.Failed throttled = new Outcome.Failed(FailureKind.THROTTLED, "Throttled", "no room", null, 1);
        stats.retried(throttled);
        stats.retried(new Outcome.Failed(FailureKind.SERVICE, "InternalFailure", "broken", null, 1));

        assertThat(text(new Progress(10, 3, MIB, 5), 0, 10, 0))
                .isEqualTo("10 events  1.0 MiB  1/s  3 failed  2 retries  1 throttled");
    }

    /// What matters least goes first.
    @ParameterizedTest
    @CsvSource({
        "99, '2,500 events  25.0 MiB  250/s  3 failed  1 retry  1 throttled  25%  0:30 left'",
        "77, '2,500 events  25.0 MiB  250/s  3 failed  1 retry  1 throttled  25%  0:30 left'",
        "76, '2,500 events  25.0 MiB  250/s  3 failed  1 throttled  25%  0:30 left …'",
        "60, '2,500 events  25.0 MiB  250/s  3 failed  25%  0:30 left …'",
        "50, '2,500 events  250/s  3 failed  25%  0:30 left …'",
        "40, '2,500 events  3 failed  25%  0:30 left …'",
        "30, '2,500 events  3 failed  25% …'",
        "25, '2,500 events  3 failed …'",
        "19, '2,500 events …'",
        "14, '2,500 events …'",
        "13, '2,500 events…'",
        "12, '2,500 event…'",
        "6, '2,500…'",
        "1, '…'"
    })
    void should_fit_a_narrow_terminal_and_show_that_something_is_left_out(int columns, String shown) {
        stats.retried(new Outcome.Failed(FailureKind.THROTTLED, "Throttled", "no room", null, 1));
        ProgressText text = progress(new Progress(2_500, 3, 25 * MIB, 10), 0, 10, 100 * MIB);

        assertThat(text.within(columns)).isEqualTo(shown).hasSizeLessThanOrEqualTo(columns);
    }
}
