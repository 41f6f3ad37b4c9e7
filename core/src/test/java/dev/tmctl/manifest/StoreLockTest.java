package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class StoreLockTest {
    private static final int TAKERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RepeatedTest(20)
    void should_go_to_one_after_the_other_when_the_first_ones_make_the_file_together(@TempDir Path folder)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(TAKERS);
        AtomicInteger holders = new AtomicInteger();
        List<FutureTask<Integer>> takers = new ArrayList<>();
        for (int i = 0; i < TAKERS; i++) {
            takers.add(new FutureTask<>(() -> {
                start.await();
                try (StoreLock _ = StoreLock.acquire(folder.resolve(".lock"), PATIENCE)) {
                    int now = holders.incrementAndGet();
                    holders.decrementAndGet();
                    return now;
                }
            }));
        }
        takers.forEach(taker -> Thread.ofPlatform().start(taker));
        for (FutureTask<Integer> taker : takers) {
            assertThat(taker.get()).isEqualTo(1);
        }
    }
}
