package dev.tmctl.local.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.local.ManualClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordClockTest {

    private final ManualClock wall = new ManualClock();
    private final long start = wall.millis();
    private final RecordClock clock = new RecordClock(wall, wall::nanoTime);

    /// `+PT1M` lets time pass, `~PT1M` sets the clock; after each step there is a reading. The results are
    /// relative to the start, in minutes: when a record arrives, what is shown, what is deleted (- for
    /// nothing).
    @ParameterizedTest
    @CsvSource({
        // no two readings far apart yet
        "+PT9M,                               9,     9,  -",
        "+PT10M,                              10,   10, 10",
        // one odd reading, and what follows it
        "+PT30M ~PT48H,                       2910, 30,  -",
        "+PT30M ~-PT48H,                      30, -2850, -",
        "+PT30M ~PT48H ~-PT48H,               30,   30, 30",
        "+PT30M ~PT48H +PT30S ~-PT48H +PT30S, 31,   31, 31",
        // wrong for as long as it takes to be believed, less a second
        "+PT30M ~PT48H +PT599S ~-PT48H +PT1S, 40,   40, 40",
        // set for good, forwards as after a sleep, and backwards
        "+PT30M ~PT48H +PT10M,                2920, 2920, 2920",
        "+PT30M ~-PT48H +PT10M,               -2840, -2840, -2840",
        // wrong at the start, then set
        "~PT48H,                              2880,  0,  -",
        "~PT48H +PT9M ~-PT48H +PT1M,          10,   10, 10",
        // two wrong readings that do not agree with each other
        "+PT30M ~PT48H +PT10M ~PT48H,         5800, 2920, -",
        // slewed
        "+PT30M ~PT59S +PT10M,                40,   40, 40"
    })
    void readingsAreBelievedWhenTheyAgree(String steps, long arrival, long shown, String deleted) {
        for (String step : steps.strip().split(" ")) {
            Duration by = Duration.parse(step.substring(1));
            if (step.startsWith("+")) {
                wall.advance(by);
            } else {
                wall.jump(by);
            }
            assertThat(clock.visibleMillis()).isLessThanOrEqualTo(clock.millis());
        }
        OptionalLong confirmed = clock.confirmedMillis();
        assertThat(minutes(clock.millis())).isEqualTo(arrival);
        assertThat(minutes(clock.visibleMillis())).isEqualTo(shown);
        assertThat(confirmed.isPresent() ? Long.toString(minutes(confirmed.getAsLong())) : "-")
                .isEqualTo(deleted);
    }

    private long minutes(long millis) {
        return Math.floorDiv(millis - start, Duration.ofMinutes(1).toMillis());
    }

    /// Two readings are not far apart because the clock says so.
    @Test
    void clockAloneConfirmsNothing() {
        InstantSource jumping = () -> {
            wall.jump(Duration.ofMinutes(20));
            return wall.instant();
        };
        RecordClock alone = new RecordClock(jumping, () -> 0);
        for (int reading = 0; reading < 100; reading++) {
            assertThat(alone.confirmedMillis()).isEmpty();
        }
    }
}
