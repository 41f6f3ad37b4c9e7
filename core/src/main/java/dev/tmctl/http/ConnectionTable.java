package dev.tmctl.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// All open connections of a server, and what their clients have sent of requests that are not complete.
///
/// At a bound it is not the newest client that pays, but the one that has kept the server waiting for longest: first
/// those that have never completed a request. A connection with a complete request is never closed here.
final class ConnectionTable {
    /// Whoever has sent no more than this of a request is not refused for what others hold.
    private static final long USUAL_HEADER_BYTES = 4 * 1024;

    /// HTTP/2 clients send frames on a connection at rest, which are no part of a request.
    private static final long HTTP2_FRAMES_AT_REST = 16 * 1024;

    /// Between two reads of large headers while many are unfinished, so that they leave the processor to others.
    private static final long LARGE_HEADER_INTERVAL_NANOS = 10_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final SequencedSet<Entry> strangers = new LinkedHashSet<>();
    private final SequencedSet<Entry> known = new LinkedHashSet<>();
    private final SequencedSet<Entry> unfinished = new LinkedHashSet<>();
    private final Map<CloseReason, LongAdder> closed = new EnumMap<>(CloseReason.class);
    private final HttpLimits limits;
    private final LongSupplier nanoTime;
    private long unfinishedBytes;
    private long doomedBytes;
    private int size;
    private long nextLargeHeader;

    ConnectionTable(HttpLimits limits) {
        this(limits, System::nanoTime);
    }

    ConnectionTable(HttpLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.nextLargeHeader = nanoTime.getAsLong();
        for (CloseReason reason : CloseReason.values()) {
            closed.put(reason, new LongAdder());
        }
    }

    /// What can be done to a connection.
    interface Peer {
        /// Closes it now; may be called more than once.
        void abort(CloseReason reason);

        /// Whether it speaks HTTP/2.
        boolean isHttp2();
    }

    /// One connection.
    final class Entry {
        private final Peer peer;
        private boolean open;
        private boolean isKnown;
        private int working;
        private int active;
        private long pending;
        private long pendingSince;
        private boolean doomed;

        private Entry(Peer peer) {
            this.peer = peer;
        }

        /// The connection is there.
        void opened() {
            @Nullable Entry victim = null;
            lock.lock();
            try {
                open = true;
                size++;
                waits();
                if (size > limits.maxConnections()) {
                    victim = takeLongestWaiting();
                }
            } finally {
                lock.unlock();
            }
            if (victim != null) {
                abort(victim, CloseReason.TOO_MANY);
            }
        }

        /// The connection is gone.
        void closed() {
            lock.lock();
            try {
                if (open) {
                    open = false;
                    size--;
                    if (!doomed) {
                        settle();
                    }
                    strangers.remove(this);
                    known.remove(this);
                }
            } finally {
                lock.unlock();
            }
        }

        /// What the connection held is gone too, which takes a while after it was closed.
        void destroyed() {
            lock.lock();
            try {
                if (doomed) {
                    doomed = false;
                    doomedBytes -= pending;
                    settle();
                }
            } finally {
                lock.unlock();
            }
        }

        /// How many bytes to read now. While unfinished headers take half of their bound, requests are read no
        /// further than usual ones go, and larger ones take turns: to parse them all takes the processor from
        /// those that behave well.
        ///
        /// @return 0 when it is another's turn
        int allowance() {
            lock.lock();
            try {
                boolean isFree = doomed || unfinishedBytes <= limits.maxUnfinishedHeaderBytes() / 2;
                if (isFree || !isUnfinishedRequest()) {
                    return Integer.MAX_VALUE;
                }
                if (pending < USUAL_HEADER_BYTES) {
                    return (int) (USUAL_HEADER_BYTES - pending);
                }
                long now = nanoTime.getAsLong();
                if (now - nextLargeHeader < 0) {
                    return 0;
                }
                nextLargeHeader = now + LARGE_HEADER_INTERVAL_NANOS;
                return Integer.MAX_VALUE;
            } finally {
                lock.unlock();
            }
        }

        /// Its client has sent bytes.
        ///
        /// @return false when there is no room for them
        boolean received(int bytes) {
            List<Entry> victims = List.of();
            boolean taken;
            lock.lock();
            try {
                if (open && !doomed) {
                    if (pending == 0) {
                        pendingSince = nanoTime.getAsLong();
                        unfinished.add(this);
                    }
                    pending += bytes;
                    unfinishedBytes += bytes;
                    victims = doomOldest();
                    if (!doomed && pending > USUAL_HEADER_BYTES && isFull()) {
                        victims.add(doom());
                    }
                }
                taken = !doomed;
            } finally {
                lock.unlock();
            }
            victims.forEach(victim -> abort(victim, CloseReason.HEADER_MEMORY));
            return taken;
        }

        /// The headers of a request are complete.
        void begun() {
            lock.lock();
            try {
                active++;
                settle();
            } finally {
                lock.unlock();
            }
        }

        /// Bytes of a body went to whoever counts them there.
        void passedOn(int bytes) {
            lock.lock();
            try {
                long less = doomed ? 0 : Math.min(bytes, pending);
                pending -= less;
                unfinishedBytes -= less;
                if (pending == 0) {
                    unfinished.remove(this);
                }
            } finally {
                lock.unlock();
            }
        }

        /// A request has been received to its end.
        void complete() {
            lock.lock();
            try {
                working++;
                strangers.remove(this);
                known.remove(this);
            } finally {
                lock.unlock();
            }
        }

        /// A request has been answered, or broken off.
        ///
        /// @param wasComplete whether it had been received to its end
        void ended(boolean wasComplete) {
            lock.lock();
            try {
                active--;
                if (wasComplete) {
                    working--;
                    isKnown = true;
                }
                if (active == 0) {
                    settle();
                }
                if (open && working == 0) {
                    strangers.remove(this);
                    known.remove(this);
                    waits();
                }
            } finally {
                lock.unlock();
            }
        }

        private boolean isUnfinishedRequest() {
            return active == 0 && (!peer.isHttp2() || pending > HTTP2_FRAMES_AT_REST);
        }

        private void waits() {
            (isKnown ? known : strangers).addLast(this);
        }

        private Entry doom() {
            doomed = true;
            doomedBytes += pending;
            unfinished.remove(this);
            return this;
        }

        private void settle() {
            if (doomed) {
                return;
            }
            unfinishedBytes -= pending;
            pending = 0;
            unfinished.remove(this);
        }
    }

    /// The place of a new connection.
    Entry entry(Peer peer) {
        return new Entry(peer);
    }

    /// It is taken out, so that two that come at a time do not close the same one.
    private Entry takeLongestWaiting() {
        return strangers.size() > 1 || known.isEmpty() ? strangers.removeFirst() : known.removeFirst();
    }

    /// The oldest make room for the newest, but what they held takes a while to be gone.
    private boolean isFull() {
        return unfinishedBytes > 2 * limits.maxUnfinishedHeaderBytes();
    }

    /// What a closed connection holds counts until it is gone: connections come faster than they go.
    private List<Entry> doomOldest() {
        List<Entry> victims = new ArrayList<>();
        while (unfinishedBytes - doomedBytes > limits.maxUnfinishedHeaderBytes() && !unfinished.isEmpty()) {
            victims.add(unfinished.getFirst().doom());
        }
        return victims;
    }

    private LongAdder count(CloseReason reason) {
        return Objects.requireNonNull(closed.get(reason));
    }

    private void abort(Entry victim, CloseReason reason) {
        count(reason).increment();
        victim.peer.abort(reason);
    }

    /// Closes the connections whose headers take too long.
    void closeSlow() {
        long timeout = limits.headerTimeout().toNanos();
        List<Entry> victims = new ArrayList<>();
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            for (Entry entry : unfinished) {
                if (now - entry.pendingSince <= timeout) {
                    break;
                }
                if (entry.isUnfinishedRequest()) {
                    victims.add(entry);
                }
            }
            victims.forEach(Entry::doom);
        } finally {
            lock.unlock();
        }
        victims.forEach(victim -> abort(victim, CloseReason.HEADER_TIMEOUT));
    }

    /// How often [#closeSlow()] is to be called.
    Duration interval() {
        return limits.headerTimeout().dividedBy(20);
    }

    /// The open connections.
    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /// The bytes of requests whose headers are not complete.
    long unfinishedBytes() {
        lock.lock();
        try {
            return unfinishedBytes;
        } finally {
            lock.unlock();
        }
    }

    /// How many connections were closed for a reason.
    long closed(CloseReason reason) {
        return count(reason).sum();
    }
}
