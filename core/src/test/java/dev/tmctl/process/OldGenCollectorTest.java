package dev.tmctl.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OldGenCollectorTest {
    private static final long MIB = 1024 * 1024;

    private final List<Long> collectedAt = new ArrayList<>();
    private long used;
    private long alive = 20 * MIB;
    private final OldGenCollector keeper = new OldGenCollector(() -> used, () -> {
        collectedAt.add(used / MIB);
        used = Math.min(used, alive);
    });

    @Test
    void should_collect_what_has_outgrown_the_least() {
        grow(300);

        assertThat(collectedAt).isNotEmpty().allMatch(mib -> mib == OldGenCollector.MIN_BYTES / MIB + 1);
    }

    @Test
    void should_leave_a_heap_alone_that_is_no_larger_than_what_a_server_needs() {
        grow(OldGenCollector.MIN_BYTES / MIB);

        assertThat(collectedAt).isEmpty();
    }

    @Test
    void should_not_collect_again_and_again_while_large_events_are_alive() {
        alive = 150 * MIB;

        grow(150);
        grow(150);
        assertThat(collectedAt).containsExactly(41L, 83L, 167L);

        alive = 20 * MIB;
        grow(200);
        grow(200);
        assertThat(collectedAt).endsWith(41L);
    }

    private void grow(long mib) {
        for (long i = 0; i < mib; i++) {
            used += MIB;
            keeper.look();
        }
    }
}
