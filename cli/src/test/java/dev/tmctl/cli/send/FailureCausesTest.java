package dev.tmctl.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.send.FailureCauses.Cause;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FailureCausesTest {
    private final FailureCauses causes = new FailureCauses();

    private static Cause cause(String why) {
        return new Cause("event was not stored: " + why, "events were not stored: " + why);
    }

    private boolean fail(String why, int name) {
        return causes.isNew(cause(why), Integer.toString(name));
    }

    @Test
    void should_have_each_cause_told_once() {
        assertThat(fail("no room", 1)).isTrue();
        assertThat(fail("too large", 2)).isTrue();
        assertThat(fail("no room", 3)).isFalse();
        assertThat(fail("too large", 4)).isFalse();
        assertThat(fail("no room", 5)).isFalse();

        assertThat(causes.rest())
                .containsExactly(
                        "2 more events were not stored: no room (3, 5)", "1 more event was not stored: too large (4)");
    }

    @Test
    void should_say_nothing_more_where_everything_was_told() {
        assertThat(fail("no room", 1)).isTrue();

        assertThat(causes.rest()).isEmpty();
    }

    @Test
    void should_name_the_first_of_many() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(fail("no room", i)).isEqualTo(i == 0);
        }

        assertThat(causes.rest())
                .containsExactly("4,999 more events were not stored: no room (1, 2, 3, 4, 5 and others)");
    }

    @Test
    void should_keep_count_when_every_failure_has_a_cause_of_its_own() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(fail("no room for " + i, i)).isEqualTo(i < 20);
        }
        assertThat(fail("no room for 3", 7)).isFalse();

        assertThat(causes.rest())
                .containsExactly("1 more event was not stored: no room for 3 (7)", "980 more failed for other reasons");
    }
}
