package dev.tmctl.process;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Keeps the heap of a long-running server near what it needs.
///
/// The serial collector looks at the old generation only when it has grown to the maximum of the heap, which has to be
/// large enough for the largest events. Bodies that live for some seconds get there, so that a server that holds some
/// megabytes would take all that it may. This collects when the old generation has outgrown what was alive.
public final class OldGenCollector {
    /// Below this nothing is collected: a server at rest has about half of it alive.
    static final long MIN_BYTES = 40L * 1024 * 1024;

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final String OLD_GENERATION = "Tenured Gen";
    private static final long GROWTH = 2;

    private final LongSupplier used;
    private final Runnable collect;
    private long limit = MIN_BYTES;

    /// @param used bytes in the old generation
    /// @param collect makes a full collection
    OldGenCollector(LongSupplier used, Runnable collect) {
        this.used = used;
        this.collect = collect;
    }

    /// Starts to look after this process where its collector is the serial one; others do it themselves.
    public static void start() {
        Thread.ofVirtual()
                .name("heap-keeper")
                .start(() -> oldGeneration()
                        .ifPresent(pool ->
                                new OldGenCollector(() -> pool.getUsage().getUsed(), System::gc).keep()));
    }

    private static Optional<MemoryPoolMXBean> oldGeneration() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(OLD_GENERATION))
                .findFirst();
    }

    private void keep() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            look();
        }
    }

    void look() {
        if (used.getAsLong() > limit) {
            collect.run();
            // what is alive now may be events under way: it must not be collected for again and again
            limit = Math.max(MIN_BYTES, GROWTH * used.getAsLong());
        }
    }
}
