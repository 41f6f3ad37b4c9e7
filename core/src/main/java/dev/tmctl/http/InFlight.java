package dev.tmctl.http;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// The requests that are worked on, and the bytes that they hold. What counts is what was read, not what a request
/// announces: a sender that announces much and sends nothing takes no room from others.
///
/// Room is given by age: the oldest request that is still being received may use all of it, the others leave room for
/// one largest body. So some request can always be completed. An eighth is for small requests alone, which must not
/// wait for large ones. Where room is short, a request that has not sent a byte for a while gives up its own.
public final class InFlight {
    private static final long STALLED_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();
    private static final long SMALL_BYTES = 64 * 1024;
    private static final long SMALL_SHARE = 8;
    private static final long SMALL_OF_ALL = 1024;
    private static final Refusal DRAINING = new Refusal(503, "the server is shutting down", 1);
    private static final Refusal FULL = new Refusal(429, "too many bytes in flight", 1);
    private static final Refusal TOO_MANY = new Refusal(429, "too many requests in flight", 1);
    private static final Refusal STALLED =
            new Refusal(408, "the body stopped arriving while other requests waited for its room", 1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final SequencedSet<Ticket> receiving = new LinkedHashSet<>();
    private final long maxBytes;
    private final long largestBody;
    private final long small;
    private final long forSmall;
    private final int maxRequests;
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private long bytes;
    private int requests;
    private boolean draining;

    /// @param maxBytes that all requests may hold together
    /// @param largestBody that one request may have
    /// @param maxRequests that are worked on at a time
    /// @param timeout how long a request waits for room
    public InFlight(long maxBytes, long largestBody, int maxRequests, Duration timeout) {
        this(maxBytes, largestBody, maxRequests, timeout, System::nanoTime);
    }

    InFlight(long maxBytes, long largestBody, int maxRequests, Duration timeout, LongSupplier nanoTime) {
        this.maxBytes = maxBytes;
        this.largestBody = largestBody;
        this.small = Math.min(SMALL_BYTES, maxBytes / SMALL_OF_ALL);
        this.forSmall = small == 0 ? 0 : maxBytes / SMALL_SHARE;
        this.maxRequests = maxRequests;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    /// Lets a request in.
    ///
    /// @throws RefusedException with 503 while the server drains, with 429 when there are too many requests
    public Ticket enter() {
        lock.lock();
        try {
            if (draining) {
                throw new RefusedException(DRAINING);
            }
            if (requests >= maxRequests && !dropOneStalled()) {
                throw new RefusedException(TOO_MANY);
            }
            Ticket ticket = new Ticket(nanoTime.getAsLong());
            requests++;
            receiving.add(ticket);
            return ticket;
        } finally {
            lock.unlock();
        }
    }

    /// The bytes that requests hold now.
    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /// The requests that are worked on now.
    public int requests() {
        lock.lock();
        try {
            return requests;
        } finally {
            lock.unlock();
        }
    }

    /// Whether nobody is let in any more.
    public boolean isDraining() {
        lock.lock();
        try {
            return draining;
        } finally {
            lock.unlock();
        }
    }

    /// Lets nobody in any more and waits for those inside.
    ///
    /// @param within how long to wait
    /// @return how many were still inside at the end
    public int drain(Duration within) {
        lock.lock();
        try {
            draining = true;
            long left = within.toNanos();
            while (requests > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return requests;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return requests;
        } finally {
            lock.unlock();
        }
    }

    private boolean dropOneStalled() {
        long now = nanoTime.getAsLong();
        for (Ticket ticket : receiving) {
            if (ticket.isStalled(now)) {
                receiving.remove(ticket);
                ticket.drop();
                return true;
            }
        }
        return false;
    }

    private void dropStalled(Ticket asking) {
        long now = nanoTime.getAsLong();
        for (Iterator<Ticket> all = receiving.iterator(); all.hasNext(); ) {
            Ticket ticket = all.next();
            if (ticket != asking && ticket.held > 0 && ticket.isStalled(now)) {
                all.remove();
                ticket.drop();
            }
        }
    }

    /// One request's place. To be released on every way out; more than once does no harm.
    public final class Ticket {
        private long held;
        private long progress;
        private boolean waiting;
        private boolean dropped;
        private boolean released;
        private Runnable onDrop = () -> {};

        private Ticket(long now) {
            this.progress = now;
        }

        private boolean isStalled(long now) {
            return !waiting && now - progress > STALLED_NANOS;
        }

        private void drop() {
            dropped = true;
            onDrop.run();
        }

        /// Says whom to wake when this request has to give up its room while it waits for its sender.
        void onDrop(Runnable wake) {
            lock.lock();
            try {
                onDrop = wake;
            } finally {
                lock.unlock();
            }
        }

        /// Refuses the request if it has to give up its room.
        void check() {
            lock.lock();
            try {
                if (dropped) {
                    throw new RefusedException(STALLED);
                }
            } finally {
                lock.unlock();
            }
        }

        /// Takes room, and waits for it up to the timeout. A request that is alone gets what it asks for: it could
        /// never
        /// be served otherwise.
        ///
        /// @param more bytes in addition to those that the request holds
        /// @throws RefusedException when there is none, or when the request had to give up its own
        public void reserve(long more) {
            lock.lock();
            try {
                long now = nanoTime.getAsLong();
                long deadline = now + timeout.toNanos();
                progress = now;
                waiting = true;
                while (!dropped && bytes > held && bytes + more > room(more)) {
                    dropStalled(this);
                    long left = deadline - nanoTime.getAsLong();
                    if (left <= 0) {
                        throw new RefusedException(FULL);
                    }
                    changed.awaitNanos(Math.min(left, LOOK_NANOS));
                }
                if (dropped) {
                    throw new RefusedException(STALLED);
                }
                bytes += more;
                held += more;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RefusedException(DRAINING);
            } finally {
                waiting = false;
                lock.unlock();
            }
        }

        private long room(long more) {
            if (held + more <= small) {
                return maxBytes;
            }
            boolean first = !receiving.contains(this) || receiving.getFirst() == this;
            return Math.max(maxBytes - forSmall - (first ? 0 : largestBody), 0);
        }

        /// The request has been received.
        void received() {
            lock.lock();
            try {
                receiving.remove(this);
                if (dropped) {
                    throw new RefusedException(STALLED);
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /// Gives room back.
        ///
        /// @param less bytes that the request does not hold any more
        public void giveBack(long less) {
            lock.lock();
            try {
                long given = Math.min(less, held);
                held -= given;
                bytes -= given;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /// The request is refused: it holds nothing while its sender is told.
        void refused() {
            lock.lock();
            try {
                receiving.remove(this);
                giveBack(held);
            } finally {
                lock.unlock();
            }
        }

        /// Ends the request's stay.
        void release() {
            lock.lock();
            try {
                if (!released) {
                    released = true;
                    requests--;
                    refused();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
