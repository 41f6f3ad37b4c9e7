package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLockTest {
    private static final int TAKERS = 2;
    private static final int LOCKS = 2000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Test
    void should_go_to_one_after_the_other_when_they_make_the_file_together(@TempDir Path folder) throws Exception {
        AtomicInteger arrived = new AtomicInteger();
        List<AtomicInteger> holders = new ArrayList<>();
        List<FutureTask<Boolean>> takers = new ArrayList<>();
        for (int i = 0; i < LOCKS; i++) {
            holders.add(new AtomicInteger());
        }
        for (int i = 0; i < TAKERS; i++) {
            takers.add(new FutureTask<>(() -> takeAll(folder, arrived, holders)));
        }
        takers.forEach(taker -> Thread.ofPlatform().start(taker));
        for (FutureTask<Boolean> taker : takers) {
            assertThat(taker.get()).as("was always alone").isTrue();
        }
    }

    /// Takes every lock, each at the same moment as the others do.
    private static boolean takeAll(Path folder, AtomicInteger arrived, List<AtomicInteger> holders) throws IOException {
        boolean alone = true;
        try {
            for (int i = 0; i < holders.size(); i++) {
                arrived.incrementAndGet();
                while (arrived.get() < TAKERS * (i + 1)) {
                    Thread.onSpinWait();
                }
                try (StoreLock _ = StoreLock.acquire(folder.resolve("lock" + i), TIMEOUT)) {
                    alone &= holders.get(i).incrementAndGet() == 1;
                    holders.get(i).decrementAndGet();
                }
            }
            return alone;
        } finally {
            // whoever still waits is let go when this one has failed
            arrived.addAndGet(TAKERS * holders.size());
        }
    }
}
