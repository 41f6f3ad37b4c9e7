package dev.tmctl.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RandomIdsTest {
    @Test
    void should_be_random_UUIDs() {
        for (int i = 0; i < 1000; i++) {
            String id = RandomIds.next();
            UUID uuid = UUID.fromString(id);
            assertThat(uuid).hasToString(id);
            assertThat(uuid.version()).isEqualTo(4);
            assertThat(uuid.variant()).isEqualTo(2);
        }
    }

    /// Over many reads of the source, and over threads.
    @Test
    void should_never_come_twice() {
        List<String> ids = IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(i -> RandomIds.next())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    /// Each bit but those of version and variant is set in about half of the ids: within ten standard deviations.
    @Test
    void should_use_every_bit() {
        int ids = 4000;
        int[] set = new int[128];
        for (int i = 0; i < ids; i++) {
            UUID uuid = UUID.fromString(RandomIds.next());
            for (int bit = 0; bit < 64; bit++) {
                set[bit] += (int) (uuid.getMostSignificantBits() >>> (63 - bit) & 1);
                set[64 + bit] += (int) (uuid.getLeastSignificantBits() >>> (63 - bit) & 1);
            }
        }
        for (int bit = 0; bit < 128; bit++) {
            if ((bit < 48 || bit > 51) && bit != 64 && bit != 65) {
                assertThat(set[bit]).as("bit %d", bit).isBetween(ids / 2 - 320, ids / 2 + 320);
            }
        }
    }
}
