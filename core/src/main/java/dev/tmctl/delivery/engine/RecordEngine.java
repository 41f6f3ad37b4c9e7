package dev.tmctl.delivery.engine;

import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Drives the scheduler with threads and a clock: one thread per request under way, one for what time alone
/// brings about. Whoever submits more than the bounds allow waits.
///
/// They are platform threads: a few requests at a time mostly compute (encoding, signing), and the timed
/// reads of virtual threads cost more than the threads that they save.
public final class RecordEngine implements AutoCloseable {
    /// How long a shard map that was found wrong stands until it is looked up again.
    private static final long MAP_STANDS = Duration.ofSeconds(10).toNanos();

    private final DeliveryOptions options;
    private final Transport transport;
    private final Supplier<ShardMap> maps;
    private final RecordScheduler scheduler;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition timer = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private final Executor requests;
    private final Wakeups wakeups = new Wakeups();
    private final AtomicBoolean fetchingMap = new AtomicBoolean();
    private final long origin = System.nanoTime();
    private long timerWakesAt = Long.MAX_VALUE;
    private long mapFetchedAt = -MAP_STANDS;
    private int heldRecords;
    private long heldBytes;
    private boolean closed;

    /// @param maps looks up the shards; called in a thread of its own, and only when a shard throttles
    public RecordEngine(
            DeliveryOptions options, Transport transport, EngineListener listener, Supplier<ShardMap> maps) {
        this(
                options,
                transport,
                listener,
                maps,
                Executors.newCachedThreadPool(
                        Thread.ofPlatform().daemon().name("delivery-request").factory()));
    }

    /// The same with another maker of threads.
    RecordEngine(
            DeliveryOptions options,
            Transport transport,
            EngineListener listener,
            Supplier<ShardMap> maps,
            Executor requests) {
        this.requests = requests;
        this.options = options;
        this.transport = transport;
        this.maps = maps;
        this.scheduler = new RecordScheduler(
                options, transport, RandomGenerator.getDefault(), listener, this::settled, this::fetchMap);
        Thread.ofPlatform().daemon().name("delivery-timer").start(this::runTimer);
    }

    /// Takes records, after waiting for room; they go into one request if there is nothing against it.
    ///
    /// @return how many were taken: all, or fewer when the waiting thread was interrupted
    /// @throws IllegalStateException when the engine is closed
    public int submit(List<PendingRecord> records) {
        int taken = 0;
        while (taken < records.size()) {
            Batch batch;
            List<Thread> woken;
            lock.lock();
            try {
                if (!awaitRoomFor(records.get(taken))) {
                    return taken;
                }
                long now = now();
                do {
                    hold(records.get(taken), now);
                    taken++;
                } while (taken < records.size() && hasRoomFor(records.get(taken)));
                batch = scheduler.next(now);
                wakeSubmitters();
                // more than one request may be due
                wakeTimer(now);
                woken = wakeups.take();
            } finally {
                lock.unlock();
            }
            woken.forEach(LockSupport::unpark);
            depart(batch);
        }
        return taken;
    }

    private boolean awaitRoomFor(PendingRecord record) {
        try {
            while (!closed && !hasRoomFor(record)) {
                room.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (closed) {
            throw new IllegalStateException("the delivery is closed");
        }
        return true;
    }

    private void hold(PendingRecord record, long now) {
        heldRecords++;
        heldBytes += record.heldBytes();
        scheduler.offer(record, now);
    }

    private boolean hasRoomFor(PendingRecord pending) {
        return heldRecords == 0
                || (heldRecords < options.maxRecords()
                        && heldBytes + pending.heldBytes() <= options.maxBytes()
                        && !scheduler.hasEnough());
    }

    private void settled(PendingRecord record) {
        heldRecords--;
        heldBytes -= record.heldBytes();
        wakeups.add(record.waiter());
        if (heldRecords == 0) {
            idle.signalAll();
        }
    }

    private void wakeSubmitters() {
        if (heldRecords == 0 || !scheduler.hasEnough()) {
            // who waits with a large record must not keep one with a small record waiting
            room.signalAll();
        }
    }

    private void depart(@Nullable Batch batch) {
        if (batch == null) {
            return;
        }
        try {
            requests.execute(() -> carry(batch));
        } catch (OutOfMemoryError e) {
            // the system makes no more threads for now
            depart(answered(batch, broken(e)));
        }
    }

    /// Sends a request and then, in the same thread, the next one that is due.
    private void carry(Batch first) {
        for (Batch batch = first; batch != null; ) {
            batch = answered(batch, send(batch));
        }
    }

    /// @return the next request that is due, or null; if there is one more, it has departed
    private @Nullable Batch answered(Batch batch, Transport.Result result) {
        Batch next;
        Batch another;
        List<Thread> woken;
        lock.lock();
        try {
            long now = now();
            scheduler.answered(batch, result, now);
            next = scheduler.next(now);
            another = next == null ? null : scheduler.next(now);
            wakeSubmitters();
            wakeTimer(now);
            woken = wakeups.take();
        } finally {
            lock.unlock();
        }
        woken.forEach(LockSupport::unpark);
        depart(another);
        return next;
    }

    private Transport.Result send(Batch batch) {
        try {
            return transport.send(batch.records());
        } catch (RuntimeException | Error e) {
            return broken(e);
        }
    }

    /// A record must never be left unsettled, whatever broke.
    private static Transport.Result broken(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String cause = thrown.getMessage() == null ? name : thrown.getMessage();
        // a class that could not be loaded never can be
        Transport.Retry retry = thrown instanceof LinkageError ? Transport.Retry.NEVER : Transport.Retry.LATER;
        return new Transport.Refused(new Outcome.Failed(FailureKind.LOCAL, name, cause, null, 1), retry);
    }

    private void wakeTimer(long now) {
        if (scheduler.wakeAt(now) < timerWakesAt) {
            timer.signal();
        }
    }

    private void runTimer() {
        lock.lock();
        try {
            while (!closed || heldRecords > 0) {
                Batch batch = scheduler.next(now());
                // it took records, or dropped those that expired
                wakeSubmitters();
                wakeups.take().forEach(LockSupport::unpark);
                if (batch != null) {
                    depart(batch);
                    continue;
                }
                long now = now();
                timerWakesAt = scheduler.wakeAt(now);
                if (timerWakesAt == Long.MAX_VALUE) {
                    timer.awaitUninterruptibly();
                } else if (timerWakesAt > now) {
                    // woken early or late, the loop looks again at what is due
                    long left = timer.awaitNanos(timerWakesAt - now);
                    assert left < Long.MAX_VALUE;
                }
                timerWakesAt = Long.MIN_VALUE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private long now() {
        return System.nanoTime() - origin;
    }

    /// Waits until every record is settled.
    ///
    /// @return whether all were settled in time
    public boolean awaitIdle(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (heldRecords > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
            return heldRecords == 0;
        } finally {
            lock.unlock();
        }
    }

    /// Fails every record that is not under way right now. Those under way settle with their answer, and are
    /// not sent again.
    public void abandon(Outcome.Failed cause) {
        List<Thread> woken;
        lock.lock();
        try {
            scheduler.abandon(cause);
            wakeSubmitters();
            woken = wakeups.take();
        } finally {
            lock.unlock();
        }
        woken.forEach(LockSupport::unpark);
    }

    /// How many records, and bytes of them, are not settled.
    public Load load() {
        lock.lock();
        try {
            return new Load(heldRecords, heldBytes, scheduler.inFlight());
        } finally {
            lock.unlock();
        }
    }

    /// What an engine holds.
    ///
    /// @param records unsettled records
    /// @param bytes their bytes
    /// @param requests requests under way
    public record Load(int records, long bytes, int requests) {}

    /// Takes no more records. Those that it has are still settled.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
            timer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fetchMap() {
        long now = now();
        if (now - mapFetchedAt < MAP_STANDS || !fetchingMap.compareAndSet(false, true)) {
            return;
        }
        mapFetchedAt = now;
        Thread.ofVirtual().name("delivery-shards").start(() -> {
            try {
                ShardMap map = maps.get();
                lock.lock();
                try {
                    scheduler.replaceMap(map);
                    wakeTimer(now());
                } finally {
                    lock.unlock();
                }
            } finally {
                fetchingMap.set(false);
            }
        });
    }
}
