package dev.tmctl.delivery.bulk;

import dev.tmctl.delivery.Delivery;
import dev.tmctl.delivery.DeliveryFuture;
import dev.tmctl.event.EventSize;
import dev.tmctl.event.EventStream.Element;
import dev.tmctl.event.InputDigest;
import dev.tmctl.files.FileProblem;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Reads elements and submits their events, as fast as the delivery takes them, in a thread of its own. What
/// is there already is submitted together: one lock and one wake-up serve them all.
final class BulkReader {
    private static final int MAX_UNTOLD = 16_384;
    private static final int MAX_TOGETHER = 64;
    private static final int KIB = 1024;

    /// So many of them together are not waited for by larger requests.
    private static final int MAX_KIB_TOGETHER = KIB;

    /// What is read and not told yet, with what has failed: as much of the heap as the delivery itself may
    /// take twice.
    private static final int MAX_UNTOLD_KIB =
            (int) Math.clamp(Runtime.getRuntime().maxMemory() / 4 / KIB, 16L * KIB, 128L * KIB);
    private static final int ELEMENTS_PER_CHECKPOINT = 100;
    private static final long CHECKPOINT_EVERY = Duration.ofMillis(250).toNanos();
    private static final long POLL_MILLIS = 50;

    private final ElementSource source;
    private final @Nullable InputDigest digest;
    private final Delivery delivery;
    private final RateLimiter rateLimiter;
    private final AtomicReference<@Nullable String> stopReason;
    private final BlockingQueue<List<Entry>> untold = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MAX_UNTOLD);
    private final Semaphore kibRoom;
    private final int mostKib;
    private final List<Gathered> gathered = new ArrayList<>(MAX_TOGETHER);
    private final AtomicLong accepted = new AtomicLong();
    private volatile boolean accepting;
    private long checkpointAt = System.nanoTime();
    private long read;
    private int gatheredKib;

    /// One element that was read, on its way to the listener.
    ///
    /// @param future of its event, or null when it is no event
    /// @param invalid the element that is no event, or null
    /// @param end how many bytes of the input end with it
    /// @param digest of all elements up to this one, or null where none was taken
    /// @param kib the memory that it takes, about
    record Entry(
            long position,
            @Nullable DeliveryFuture future,
            @Nullable Element invalid,
            long end,
            @Nullable String digest,
            int kib) {
        /// Whether it stands for the end of the input.
        boolean isEnd() {
            return position < 0;
        }
    }

    private record Gathered(
            Element element, long end, @Nullable String digest, int kib) {}

    /// @param digest what the source digests its elements with, or null
    /// @param stopReason no element is taken any more when it is set; a source that breaks sets it
    BulkReader(
            ElementSource source,
            @Nullable InputDigest digest,
            Delivery delivery,
            RateLimiter rateLimiter,
            AtomicReference<@Nullable String> stopReason) {
        this(source, digest, delivery, rateLimiter, stopReason, MAX_UNTOLD_KIB);
    }

    /// The same with another bound.
    ///
    /// @param mostKib the memory of what is read and not told yet, in KiB; one element may take more
    BulkReader(
            ElementSource source,
            @Nullable InputDigest digest,
            Delivery delivery,
            RateLimiter rateLimiter,
            AtomicReference<@Nullable String> stopReason,
            int mostKib) {
        this.source = source;
        this.mostKib = mostKib;
        this.kibRoom = new Semaphore(mostKib);
        this.digest = digest;
        this.delivery = delivery;
        this.rateLimiter = rateLimiter;
        this.stopReason = stopReason;
    }

    /// Reads in a new thread, which ends with the source, when the run is stopped, or when it is interrupted.
    Thread start() {
        return Thread.ofPlatform().daemon().name("event-reader").start(this::read);
    }

    /// How many elements it took on.
    long accepted() {
        return accepted.get();
    }

    /// How many bytes of the input it has read.
    long consumed() {
        return source.consumed();
    }

    /// The next entries in the order of the input, after waiting a moment for them; empty when there are none
    /// yet, and null when there will be none because the run was stopped while the reader hangs in its input.
    @Nullable
    List<Entry> take() throws InterruptedException {
        // asked first: what it accepted until now would be here
        boolean over = stopReason.get() != null && !accepting;
        List<Entry> entries = untold.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (entries == null) {
            return over ? null : List.of();
        }
        room.release(entries.size());
        kibRoom.release(kib(entries));
        return entries;
    }

    private void read() {
        String broken = null;
        try {
            readAll();
        } catch (IOException | RuntimeException | Error e) {
            // whatever broke: who takes the entries must hear of the end
            broken = e instanceof IOException problem
                    ? FileProblem.inWords(problem)
                    : Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            return;
        } finally {
            accepting = false;
        }
        if (broken != null) {
            stopReason.compareAndSet(null, broken);
        }
        try {
            boolean complete = stopReason.get() == null;
            tell(List.of(new Entry(-1, null, null, 0, complete && digest != null ? digest.soFar() : null, 0)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAll() throws IOException, InterruptedException {
        for (Element element = next(); element != null && awaitItsTurn(); element = next()) {
            accepting = true;
            if (stopReason.get() != null) {
                return;
            }
            read++;
            int kib = kib(element);
            gatheredKib += kib;
            gathered.add(new Gathered(element, source.consumed(), digest == null ? null : checkpoint(digest), kib));
            if (gathered.size() == MAX_TOGETHER || gatheredKib >= MAX_KIB_TOGETHER || !source.isReady()) {
                submit();
            }
        }
        submit();
    }

    private @Nullable Element next() throws IOException, InterruptedException {
        try {
            return source.next();
        } catch (IOException | RuntimeException e) {
            // what was read before stands
            submit();
            throw e;
        }
    }

    private void submit() throws InterruptedException {
        if (gathered.isEmpty()) {
            return;
        }
        List<CloudEvent> events = new ArrayList<>(gathered.size());
        for (Gathered one : gathered) {
            if (one.element().event() != null) {
                events.add(one.element().event());
            }
        }
        accepted.addAndGet(gathered.size());
        Iterator<DeliveryFuture> receipts = delivery.submit(events).iterator();
        List<Entry> entries = new ArrayList<>(gathered.size());
        for (Gathered one : gathered) {
            Element element = one.element();
            boolean valid = element.event() != null;
            entries.add(new Entry(
                    element.position(),
                    valid ? receipts.next() : null,
                    valid ? null : element,
                    one.end(),
                    one.digest(),
                    one.kib()));
        }
        gathered.clear();
        gatheredKib = 0;
        tell(entries);
        accepting = false;
    }

    private void tell(List<Entry> entries) throws InterruptedException {
        room.acquire(entries.size());
        kibRoom.acquire(kib(entries));
        untold.add(entries);
    }

    /// Of entries that are told together: what one takes alone may be more than there is room for at all.
    private int kib(List<Entry> together) {
        int kib = 0;
        for (Entry entry : together) {
            kib += entry.kib();
        }
        return Math.min(kib, mostKib);
    }

    private static int kib(Element element) {
        CloudEvent event = element.event();
        byte[] raw = element.raw();
        return 1 + (event != null ? EventSize.of(event) : raw == null ? 0 : raw.length) / KIB;
    }

    /// Not for every element: it costs as much as the element itself.
    private @Nullable String checkpoint(InputDigest all) {
        long now = System.nanoTime();
        if (read % ELEMENTS_PER_CHECKPOINT != 0 && now - checkpointAt < CHECKPOINT_EVERY) {
            return null;
        }
        checkpointAt = now;
        return all.soFar();
    }

    /// @return false when the run was stopped meanwhile
    private boolean awaitItsTurn() throws InterruptedException {
        long start = System.nanoTime();
        long wait = rateLimiter.next(start);
        if (wait > 0) {
            submit();
        }
        for (long left = wait; left > 0; left = wait - (System.nanoTime() - start)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (stopReason.get() != null) {
                return false;
            }
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS)));
        }
        return true;
    }
}
