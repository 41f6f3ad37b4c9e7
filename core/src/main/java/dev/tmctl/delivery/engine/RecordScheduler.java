package dev.tmctl.delivery.engine;

import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.Order;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.engine.Transport.Answered;
import dev.tmctl.delivery.engine.Transport.Refused;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides which records go next, and when. It neither waits nor looks at a clock: whoever drives it says what time
/// it is, so that tests can play hours in a moment. Not thread-safe. Times are nanoseconds from any origin.
final class RecordScheduler {
    /// How many requests' records may wait for keys that are under way: records of other keys that could go at once
    /// come behind them.
    private static final int ENOUGH_OF_BUSY_KEYS = 6;

    private final DeliveryOptions options;
    private final int maxRecords;
    private final int maxBytes;
    private final EngineListener listener;
    private final Consumer<PendingRecord> onSettled;
    private final Runnable mapWanted;
    private final ReadyRecords ready;
    private final Deque<List<PendingRecord>> halves = new ArrayDeque<>();
    private final Expiry expiry = new Expiry();
    private final StrictKeyQueue order = new StrictKeyQueue();
    private final @Nullable InFlightKeys sequence;
    private final CircuitBreaker circuitBreaker;
    private final ThrottledShardQueues throttledShards;
    private final AdaptiveLinger linger;
    private int inFlight;
    private long lastDeparture;
    private Outcome.@Nullable Failed abandonedFor;

    /// @param onSettled learns of every record that is settled
    /// @param mapWanted runs when a shard throttles that did not, or a record went elsewhere than the map says
    RecordScheduler(
            DeliveryOptions options,
            Transport transport,
            RandomGenerator random,
            EngineListener listener,
            Consumer<PendingRecord> onSettled,
            Runnable mapWanted) {
        this.options = options;
        this.maxRecords = transport.maxRecords();
        this.maxBytes = transport.maxBytes();
        this.ready = new ReadyRecords(maxRecords, maxBytes);
        this.listener = listener;
        this.onSettled = onSettled;
        this.mapWanted = mapWanted;
        Backoff backoff = new Backoff(options.backoffBase(), options.backoffCap(), random);
        this.circuitBreaker = new CircuitBreaker(backoff);
        this.linger = new AdaptiveLinger(options.gather());
        this.throttledShards = new ThrottledShardQueues(backoff);
        // strict order has one record of a key on its way, which cannot overtake itself
        this.sequence = options.order() == Order.IN_SEQUENCE ? new InFlightKeys() : null;
    }

    void offer(PendingRecord record, long now) {
        long timeout = options.deadline().toNanos();
        record.submitted(now, now > Long.MAX_VALUE - timeout ? Long.MAX_VALUE : now + timeout);
        if (abandonedFor != null) {
            giveUp(record, abandonedFor);
            return;
        }
        expiry.add(record);
        if (!options.ordered() || order.enter(record)) {
            ready.addLast(record);
        }
    }

    /// The next request, or null when nothing may go now.
    @Nullable
    Batch next(long now) {
        expire(now);
        if (inFlight >= linger.requests(options.maxInFlight())
                || !circuitBreaker.admits(inFlight, now)
                || workAt(now) > now) {
            return null;
        }
        List<PendingRecord> records = nextHalf();
        if (records.isEmpty()) {
            records = collect(now);
        }
        if (records.isEmpty()) {
            return null;
        }
        records.forEach(PendingRecord::departs);
        if (sequence != null) {
            sequence.departs(records);
        }
        inFlight++;
        lastDeparture = now;
        return new Batch(records, now);
    }

    /// When [#next] should be asked again although nothing was offered or answered, or [Long#MAX_VALUE].
    long wakeAt(long now) {
        long work = workAt(now);
        if (inFlight >= linger.requests(options.maxInFlight())
                || (inFlight > 0 && !circuitBreaker.admits(inFlight, now))) {
            work = Long.MAX_VALUE;
        }
        long at = work == Long.MAX_VALUE ? work : Math.max(work, circuitBreaker.opensAt());
        return Math.min(at, expiry.nextAt());
    }

    /// When records are worth a request: at once in an idle engine; while requests are under way they gather, for a
    /// short while.
    private long workAt(long now) {
        if (!halves.isEmpty() || isReleasing() || ready.fillARequest()) {
            return now;
        }
        long gathered = ready.isEmpty() ? Long.MAX_VALUE : inFlight == 0 ? now : lastDeparture + linger.nanos();
        return Math.min(gathered, throttledShards.readyAt(now));
    }

    private List<PendingRecord> nextHalf() {
        while (!halves.isEmpty()) {
            List<PendingRecord> open = halves.removeFirst().stream()
                    // some may have expired while the other half was under way
                    .filter(record -> record.poll() == null)
                    .toList();
            if (!open.isEmpty()) {
                return open;
            }
        }
        return List.of();
    }

    private List<PendingRecord> collect(long now) {
        BatchBuilder batch = new BatchBuilder(maxRecords, maxBytes);
        boolean room = collectHeld(batch, now) && collectReleased(batch, now);
        while (room && !ready.isEmpty()) {
            PendingRecord record = ready.getFirst();
            boolean open = record.poll() == null;
            room = !open || batch.fits(record);
            if (room) {
                ready.removeFirst();
            }
            if (room && open && !(sequence != null && sequence.holds(record)) && passesItsLane(record, now)) {
                batch.add(record);
            }
        }
        return batch.records();
    }

    /// Takes what the lanes release.
    ///
    /// @return false when the request is full
    private boolean collectHeld(BatchBuilder batch, long now) {
        for (ThrottledShardQueue queue : throttledShards.all()) {
            boolean releasing = queue.isReleasing(now);
            for (PendingRecord record = queue.first(); releasing && record != null; record = queue.first()) {
                if (!batch.fits(record)) {
                    return false;
                }
                releasing = queue.release(now);
                if (releasing) {
                    batch.add(record);
                }
            }
        }
        return true;
    }

    /// Takes records whose key has become free.
    ///
    /// @return false when the request is full
    private boolean collectReleased(BatchBuilder batch, long now) {
        if (sequence == null) {
            return true;
        }
        for (PendingRecord record = sequence.first(); record != null; record = sequence.first()) {
            if (!batch.fits(record)) {
                return false;
            }
            sequence.take();
            if (passesItsLane(record, now)) {
                batch.add(record);
            }
        }
        return true;
    }

    private boolean passesItsLane(PendingRecord record, long now) {
        ThrottledShardQueue queue = throttledShards.find(record.key());
        return queue == null || queue.passes(record, now);
    }

    private boolean isReleasing() {
        return sequence != null && sequence.isReleasing();
    }

    /// A request came back.
    void answered(Batch batch, Transport.Result result, long now) {
        inFlight--;
        if (sequence != null) {
            sequence.returns(batch.records());
        }
        listener.requested(batch.records().size(), batch.bytes(), Duration.ofNanos(now - batch.departedAt()));
        // not switches over types, here and below: the first of each makes a class, a millisecond of a short command
        if (result instanceof Answered answer) {
            linger.took(now - batch.departedAt(), now);
            circuitBreaker.passed();
            answered(batch, answer.outcomes(), now);
        } else {
            refused(batch, (Refused) result, now);
        }
    }

    private void answered(Batch batch, List<Outcome> outcomes, long now) {
        Map<ThrottledShardQueue, List<PendingRecord>> again = new LinkedHashMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            PendingRecord record = batch.records().get(i);
            Outcome outcome = outcomes.get(i);
            if (outcome instanceof Outcome.Delivered stored) {
                ThrottledShardQueue queue = throttledShards.find(record.key());
                if (queue != null && !again.containsKey(queue)) {
                    queue.passed();
                }
                if (throttledShards.contradicts(record.key(), stored.shardId())) {
                    mapWanted.run();
                }
                listener.delivered(
                        stored.shardId(), record.sizeInBytes(), Duration.ofNanos(now - record.submittedAt()));
                finish(record, stored);
            } else {
                Outcome.Failed failure = (Outcome.Failed) outcome;
                record.returns(failure, now);
                if (failure.kind().retryable()) {
                    if (throttledShards.isEmpty()) {
                        mapWanted.run();
                    }
                    ThrottledShardQueue queue = throttledShards.throttled(record.key(), now);
                    again.computeIfAbsent(queue, l -> new ArrayList<>()).add(record);
                    queue.failed(failure, batch.departedAt(), now);
                    retryOrGiveUp(record, failure, queue.opensAt(), now);
                } else {
                    giveUp(record, failure);
                }
            }
        }
        again.forEach(ThrottledShardQueue::holdFirst);
    }

    private void refused(Batch batch, Refused refused, long now) {
        Outcome.Failed failure = refused.failure();
        List<PendingRecord> records = batch.records();
        boolean unjudged = refused.retry() == Transport.Retry.BISECT && records.size() > 1;
        records.forEach(record -> {
            if (unjudged || refused.retry() == Transport.Retry.ONCE) {
                record.returnsUnjudged(failure, now);
            } else {
                record.returns(failure, now);
            }
        });
        switch (refused.retry()) {
            case NEVER -> records.forEach(record -> giveUp(record, failure));
            case ONCE ->
                sendAgain(records.stream()
                        .filter(record -> {
                            boolean again = abandonedFor == null && record.takesExtraAttempt();
                            if (!again) {
                                giveUp(record, failure);
                            }
                            return again;
                        })
                        .toList());
            case LATER -> {
                circuitBreaker.failed(failure, batch.departedAt(), now);
                records.forEach(record -> retryOrGiveUp(record, failure, circuitBreaker.opensAt(), now));
                sendAgain(records);
            }
            case BISECT -> {
                if (!unjudged) {
                    records.forEach(record -> giveUp(record, failure));
                } else if (abandonedFor != null) {
                    for (PendingRecord record : records) {
                        giveUp(record, abandonedFor, record.attempts());
                    }
                } else {
                    int middle = records.size() / 2;
                    halves.addFirst(records.subList(middle, records.size()));
                    halves.addFirst(records.subList(0, middle));
                }
            }
        }
    }

    /// Puts records before all others, in their order; settled ones among them are skipped later.
    private void sendAgain(List<PendingRecord> records) {
        for (int i = records.size() - 1; i >= 0; i--) {
            PendingRecord record = records.get(i);
            if (sequence == null || !sequence.holdsFirst(record)) {
                ready.addFirst(record);
            }
        }
    }

    private void retryOrGiveUp(PendingRecord record, Outcome.Failed failure, long nextTry, long now) {
        if (abandonedFor != null || record.deadline() <= Math.max(nextTry, now)) {
            giveUp(record, failure);
        } else {
            listener.retried(failure);
        }
    }

    private void giveUp(PendingRecord record, Outcome.Failed failure) {
        // the last one may have been several: an adapter says how often it tried itself
        giveUp(record, failure, Math.max(0, record.attempts() - 1 + failure.attempts()));
    }

    private void giveUp(PendingRecord record, Outcome.Failed failure, int attempts) {
        listener.failed(failure.code());
        finish(
                record,
                new Outcome.Failed(failure.kind(), failure.code(), failure.message(), failure.requestId(), attempts));
    }

    private void finish(PendingRecord record, Outcome outcome) {
        boolean waited = options.ordered() && record.isWaitingForKey();
        record.settle(outcome);
        onSettled.accept(record);
        if (options.ordered() && !waited) {
            PendingRecord next = order.leave(record);
            if (next != null) {
                ready.addLast(next);
            }
        }
    }

    /// What nobody could send in time fails with the reason why nothing moves; a record that merely waits for its
    /// turn in an engine that works does not.
    private void expire(long now) {
        for (PendingRecord record : expiry.due(now)) {
            Outcome.Failed cause = cause(record);
            if (cause != null) {
                giveUp(record, cause);
            }
        }
    }

    private Outcome.@Nullable Failed cause(PendingRecord record) {
        if (record.lastFailure() != null) {
            return record.lastFailure();
        }
        ThrottledShardQueue queue = throttledShards.find(record.key());
        return queue != null && queue.cause() != null ? queue.cause() : circuitBreaker.cause();
    }

    /// Fails every record that is not under way, and what is offered or comes back unsettled from now on.
    void abandon(Outcome.Failed cause) {
        abandonedFor = cause;
        for (PendingRecord record : expiry.open()) {
            if (record.poll() == null && !record.isInFlight()) {
                giveUp(record, cause, record.attempts());
            }
        }
        ready.clear();
        halves.clear();
    }

    /// Takes a new map of the shards.
    void replaceMap(ShardMap map) {
        sendAgain(throttledShards.replaceMap(map));
    }

    /// Whether as many records wait for a request as the next one can take. More would only grow old: they cost
    /// memory and latency, and make nothing faster.
    boolean hasEnough() {
        return ready.fillARequest() || (sequence != null && sequence.held() >= ENOUGH_OF_BUSY_KEYS * maxRecords);
    }

    /// How many requests are under way.
    int inFlight() {
        return inFlight;
    }
}
