package dev.tmctl.delivery.bulk;

import dev.tmctl.delivery.Delivery;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.Receipt;
import dev.tmctl.event.EventStream.Element;
import dev.tmctl.event.InputDigest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Delivers a stream of events: one thread reads and submits, as fast as the delivery takes them, and the caller's
/// thread hears of their outcomes in the order of the input.
public final class BulkSender {
    private static final int MAX_UNTOLD = 16_384;
    private static final int MAX_TAKEN = 512;
    private static final int ELEMENTS_PER_CHECKPOINT = 100;
    private static final long CHECKPOINT_EVERY = Duration.ofMillis(250).toNanos();
    private static final long POLL_MILLIS = 50;
    private static final Duration PAUSE_EVERY = Duration.ofMillis(250);

    /// Failures that every further event would meet too.
    private static final Set<String> HOPELESS = Set.of(
            "AccessDeniedException",
            "ResourceNotFoundException",
            "KMSAccessDeniedException",
            "KMSDisabledException",
            "KMSInvalidStateException",
            "KMSNotFoundException",
            "KMSOptInRequired");

    private final ElementSource source;
    private final @Nullable InputDigest digest;
    private final Delivery delivery;
    private final BulkListener listener;
    private final Pace pace;
    private final BlockingQueue<Entry> untold = new ArrayBlockingQueue<>(MAX_UNTOLD);
    private final Deque<Entry> taken = new ArrayDeque<>();
    private final AtomicReference<@Nullable String> stopReason = new AtomicReference<>();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final long digestedBefore;
    private volatile boolean accepting;
    private volatile long settledBytes;
    private long checkpointAt = System.nanoTime();
    private long reached;

    /// One element on its way to the listener.
    ///
    /// @param receipt of its event, or null when it is no event
    /// @param invalid the element that is no event, or null
    /// @param end how many bytes of the input end with it
    /// @param digest of all elements up to this one, or null where none was taken
    private record Entry(
            long position,
            @Nullable Receipt receipt,
            @Nullable Element invalid,
            long end,
            @Nullable String digest) {
        boolean isEnd() {
            return position < 0;
        }
    }

    /// @param digest what the source digests its elements with, or null
    public BulkSender(
            ElementSource source, @Nullable InputDigest digest, Delivery delivery, BulkListener listener, Pace pace) {
        this.source = source;
        this.digest = digest;
        this.delivery = delivery;
        this.listener = listener;
        this.pace = pace;
        this.digestedBefore = digest == null ? 0 : digest.mark().elements();
        this.settledBytes = source.consumed();
    }

    /// Delivers until the source ends or breaks, [#stop] is called, or nothing can be delivered any more because the
    /// endpoint is not reached or refuses everything.
    public Books run() throws InterruptedException {
        Thread reader = Thread.ofPlatform().daemon().name("event-reader").start(this::read);
        try {
            for (Entry entry = next(); entry != null; entry = next()) {
                if (!entry.isEnd()) {
                    tell(entry);
                    settledBytes = entry.end();
                }
                if (entry.digest() != null) {
                    reached = books().read();
                    listener.reached(books(), entry.digest(), entry.isEnd());
                }
                if (entry.isEnd()) {
                    break;
                }
            }
        } catch (IOException e) {
            endBecauseOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            settleTheRest();
        } finally {
            reader.interrupt();
        }
        return books();
    }

    /// Takes no more elements; what is not under way fails, what is under way is still settled.
    public void stop(String reason) {
        if (stopReason.compareAndSet(null, reason)) {
            delivery.cancel(reason);
        }
    }

    /// The run may have been stopped already: that something could not be written is told all the same.
    private void endBecauseOf(String cause) {
        String before = stopReason.get();
        stopReason.set(before == null ? cause : before + "; " + cause);
        delivery.cancel(cause);
    }

    /// What has been told so far.
    public Books books() {
        return new Books(delivered.get(), failed.get(), stopReason.get());
    }

    /// How far it has come.
    public Progress progress() {
        long stored = delivered.get();
        long not = failed.get();
        return new Progress(stored, not, settledBytes, Math.max(0, accepted.get() - stored - not));
    }

    private void read() {
        String broken = null;
        try {
            for (Element element = source.next(); element != null; element = source.next()) {
                accepting = true;
                if (stopReason.get() != null) {
                    break;
                }
                accept(element);
                accepting = false;
            }
        } catch (IOException | RuntimeException e) {
            broken = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
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
            untold.put(new Entry(-1, null, null, 0, complete && digest != null ? digest.soFar() : null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(Element element) throws InterruptedException {
        if (!awaitItsTurn(pace.next(System.nanoTime()))) {
            return;
        }
        long count = accepted.incrementAndGet();
        String soFar = digest == null ? null : checkpoint(digest, count);
        long end = source.consumed();
        if (element.event() == null) {
            untold.put(new Entry(element.position(), null, element, end, soFar));
        } else {
            untold.put(new Entry(element.position(), delivery.submit(element.event()), null, end, soFar));
        }
    }

    /// Not for every element: it costs as much as the element itself.
    private @Nullable String checkpoint(InputDigest all, long count) {
        long now = System.nanoTime();
        if (count % ELEMENTS_PER_CHECKPOINT != 0 && now - checkpointAt < CHECKPOINT_EVERY) {
            return null;
        }
        checkpointAt = now;
        return all.soFar();
    }

    /// @return false when the run was stopped meanwhile
    private boolean awaitItsTurn(long nanos) throws InterruptedException {
        long start = System.nanoTime();
        for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - start)) {
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

    /// The next entry, or null when the run was stopped and the reader hangs in its input.
    private @Nullable Entry next() throws IOException, InterruptedException {
        if (taken.isEmpty()) {
            // all of them would make room for as many again
            untold.drainTo(taken, MAX_TAKEN);
        }
        Entry first = taken.peekFirst();
        if (first == null || (first.receipt() != null && first.receipt().poll() == null)) {
            listener.pause();
        }
        Entry entry = taken.pollFirst();
        while (entry == null) {
            boolean over = stopReason.get() != null && !accepting;
            entry = untold.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (entry == null && over) {
                return null;
            }
            if (entry == null) {
                reachTheLast();
                listener.pause();
            }
        }
        return entry;
    }

    /// The source has nothing new: a later run could go on behind the last element, if all of them are told.
    private void reachTheLast() throws IOException {
        long told = books().read();
        if (digest == null || told == reached) {
            return;
        }
        InputDigest.Mark mark = digest.mark();
        if (mark.elements() - digestedBefore == told) {
            reached = told;
            listener.reached(books(), mark.digest(), false);
        }
    }

    private void tell(Entry entry) throws IOException, InterruptedException {
        Receipt receipt = entry.receipt();
        if (receipt == null) {
            failed.incrementAndGet();
            if (entry.invalid() != null) {
                listener.invalid(entry.invalid());
            }
            return;
        }
        switch (settled(entry, receipt)) {
            case Outcome.Delivered stored -> {
                delivered.incrementAndGet();
                listener.delivered(entry.position(), stored);
            }
            case Outcome.Failed failure -> {
                failed.incrementAndGet();
                if (isHopeless(failure)) {
                    stop("nothing can be delivered: " + failure.code());
                }
                if (receipt.event() != null) {
                    listener.failed(entry.position(), receipt.event(), failure, receipt.history());
                }
            }
        }
    }

    private Outcome settled(Entry entry, Receipt receipt) throws IOException, InterruptedException {
        Outcome outcome = receipt.await(PAUSE_EVERY);
        while (outcome == null) {
            try {
                listener.pause();
            } catch (IOException e) {
                // it is in no book yet
                taken.addFirst(entry);
                throw e;
            }
            outcome = receipt.await(PAUSE_EVERY);
        }
        return outcome;
    }

    /// The listener is broken: the books are still kept.
    private void settleTheRest() throws InterruptedException {
        for (Entry entry = nextUnheard(); entry != null && !entry.isEnd(); entry = nextUnheard()) {
            Receipt receipt = entry.receipt();
            if (receipt != null && receipt.await() instanceof Outcome.Delivered) {
                delivered.incrementAndGet();
            } else {
                failed.incrementAndGet();
            }
        }
    }

    private @Nullable Entry nextUnheard() throws InterruptedException {
        Entry entry = taken.pollFirst();
        while (entry == null) {
            boolean over = stopReason.get() != null && !accepting;
            entry = untold.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (entry == null && over) {
                return null;
            }
        }
        return entry;
    }

    private static boolean isHopeless(Outcome.Failed failure) {
        return failure.kind() == FailureKind.UNREACHABLE
                || failure.kind() == FailureKind.UNTRUSTED
                || failure.kind() == FailureKind.CREDENTIALS
                || HOPELESS.contains(failure.code());
    }
}
