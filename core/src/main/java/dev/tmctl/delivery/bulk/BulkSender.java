package dev.tmctl.delivery.bulk;

import dev.tmctl.delivery.Delivery;
import dev.tmctl.delivery.DeliveryFuture;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.bulk.BulkReader.Entry;
import dev.tmctl.event.InputDigest;
import dev.tmctl.files.FileProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Delivers a stream of events: one thread reads and submits, as fast as the delivery takes them, and the
/// caller's thread learns of their outcomes in the order of the input.
public final class BulkSender {
    private static final Duration PAUSE_EVERY = Duration.ofMillis(250);

    /// Failures that every further event would meet too.
    private static final Set<String> HOPELESS = Set.of(
            "AccessDeniedException",
            "ResourceNotFoundException",
            "KMSAccessDeniedException",
            "KMSDisabledException",
            "KMSInvalidStateException",
            "KMSNotFoundException",
            "KMSOptInRequired",
            "NoClassDefFoundError",
            "ExceptionInInitializerError");

    private final @Nullable InputDigest digest;
    private final Delivery delivery;
    private final BulkListener listener;
    private final BulkReader reader;
    private final Deque<Entry> taken = new ArrayDeque<>();
    private final AtomicReference<@Nullable String> stopReason = new AtomicReference<>();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final long digestedBefore;
    private volatile long settledBytes;
    private long reached;

    /// @param digest what the source digests its elements with, or null
    public BulkSender(
            ElementSource source,
            @Nullable InputDigest digest,
            Delivery delivery,
            BulkListener listener,
            RateLimiter rateLimiter) {
        this.digest = digest;
        this.delivery = delivery;
        this.listener = listener;
        this.digestedBefore = digest == null ? 0 : digest.mark().elements();
        this.settledBytes = source.consumed();
        this.reader = new BulkReader(source, digest, delivery, rateLimiter, stopReason);
    }

    /// Delivers until the source ends or breaks, [#stop] is called, or nothing can be delivered any more
    /// because the endpoint is not reached or refuses everything.
    public BulkResult run() throws InterruptedException {
        Thread reading = reader.start();
        try {
            for (Entry entry = next(); entry != null; entry = next()) {
                if (!entry.isEnd()) {
                    tell(entry);
                    settledBytes = entry.end();
                }
                if (entry.digest() != null) {
                    reached = result().read();
                    listener.reached(result(), entry.digest(), entry.isEnd());
                }
                if (entry.isEnd()) {
                    break;
                }
            }
        } catch (IOException e) {
            endBecauseOf(FileProblem.inWords(e));
            settleTheRest();
        } finally {
            reading.interrupt();
        }
        return result();
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
    public BulkResult result() {
        return new BulkResult(delivered.get(), failed.get(), stopReason.get());
    }

    /// How far it has come.
    public Progress progress() {
        long stored = delivered.get();
        long not = failed.get();
        return new Progress(stored, not, settledBytes, Math.max(0, reader.accepted() - stored - not));
    }

    /// The next entry, or null when the run was stopped and the reader hangs in its input.
    private @Nullable Entry next() throws IOException, InterruptedException {
        Entry first = taken.peekFirst();
        if (first == null || (first.future() != null && first.future().poll() == null)) {
            listener.pause();
        }
        boolean more = true;
        while (taken.isEmpty() && more) {
            more = takeMore();
            if (taken.isEmpty() && more) {
                reachTheLast();
                listener.pause();
            }
        }
        return taken.pollFirst();
    }

    /// @return false when nothing comes any more
    private boolean takeMore() throws InterruptedException {
        List<Entry> entries = reader.take();
        if (entries != null) {
            taken.addAll(entries);
        }
        return entries != null;
    }

    /// The source has nothing new: a later run could go on behind the last element, if all of them are told.
    private void reachTheLast() throws IOException {
        long told = result().read();
        if (digest == null || told == reached) {
            return;
        }
        InputDigest.Mark mark = digest.mark();
        if (mark.elements() - digestedBefore == told) {
            reached = told;
            listener.reached(result(), mark.digest(), false);
        }
    }

    private void tell(Entry entry) throws IOException, InterruptedException {
        DeliveryFuture future = entry.future();
        if (future == null) {
            failed.incrementAndGet();
            if (entry.invalid() != null) {
                listener.invalid(entry.invalid());
            }
            return;
        }
        switch (settled(entry, future)) {
            case Outcome.Delivered stored -> {
                delivered.incrementAndGet();
                listener.delivered(entry.position(), stored);
            }
            case Outcome.Failed failure -> {
                failed.incrementAndGet();
                if (isHopeless(failure)) {
                    stop("nothing can be delivered: " + failure.code());
                }
                if (future.event() != null) {
                    listener.failed(entry.position(), future.event(), failure, future.history());
                }
            }
        }
    }

    private Outcome settled(Entry entry, DeliveryFuture future) throws IOException, InterruptedException {
        Outcome outcome = future.await(PAUSE_EVERY);
        while (outcome == null) {
            try {
                listener.pause();
            } catch (IOException e) {
                // it is in no book yet
                taken.addFirst(entry);
                throw e;
            }
            outcome = future.await(PAUSE_EVERY);
        }
        return outcome;
    }

    /// The listener is broken: the books are still kept.
    private void settleTheRest() throws InterruptedException {
        for (Entry entry = nextUnheard(); entry != null && !entry.isEnd(); entry = nextUnheard()) {
            DeliveryFuture future = entry.future();
            if (future != null && future.await() instanceof Outcome.Delivered) {
                delivered.incrementAndGet();
            } else {
                failed.incrementAndGet();
            }
        }
    }

    private @Nullable Entry nextUnheard() throws InterruptedException {
        boolean more = true;
        while (taken.isEmpty() && more) {
            more = takeMore();
        }
        return taken.pollFirst();
    }

    private static boolean isHopeless(Outcome.Failed failure) {
        return failure.kind() == FailureKind.UNREACHABLE
                || failure.kind() == FailureKind.UNTRUSTED
                || failure.kind() == FailureKind.CREDENTIALS
                || HOPELESS.contains(failure.code());
    }
}
