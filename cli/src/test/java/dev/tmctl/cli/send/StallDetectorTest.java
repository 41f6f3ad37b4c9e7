package dev.tmctl.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StallDetectorTest {
    private static final int TICKS_A_SECOND = 5;
    private static final long TICK = Duration.ofSeconds(1).toNanos() / TICKS_A_SECOND;

    private final StallDetector stallDetector = new StallDetector();
    private final List<Long> told = new ArrayList<>();
    private long now;

    @Test
    void should_tell_after_three_seconds_and_then_ever_more_rarely() {
        pass(200, 7, 1);

        assertThat(told).containsExactly(3L, 6L, 12L, 24L, 48L, 96L, 156L);
    }

    @Test
    void should_say_nothing_while_something_moves() {
        for (int done = 0; done < 100; done++) {
            pass(2, done, 50);
        }

        assertThat(told).isEmpty();
    }

    @Test
    void should_say_nothing_while_there_is_nothing_to_wait_for() {
        pass(1000, 5, 0);

        assertThat(told).isEmpty();
    }

    @Test
    void should_begin_anew_after_something_moved() {
        pass(10, 5, 1);
        pass(10, 6, 1);
        pass(10, 6, 0);
        pass(4, 6, 1);

        assertThat(told).containsExactly(3L, 6L, 3L, 6L, 3L);
    }

    private void pass(int seconds, long done, long underWay) {
        for (int i = 0; i < seconds * TICKS_A_SECOND; i++) {
            now += TICK;
            long lasts = stallDetector.look(now, done, underWay);
            if (lasts > 0) {
                told.add(Duration.ofNanos(lasts).toSeconds());
            }
        }
    }
}
