package dev.tmctl.delivery.bulk;

import dev.tmctl.delivery.Attempt;
import dev.tmctl.delivery.Delivery;
import dev.tmctl.delivery.DeliveryFuture;
import dev.tmctl.delivery.Outcome;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A delivery in memory that settles as it is told: by other threads, so that outcomes come in any order.
final class FakeDelivery implements Delivery {
    private final Function<CloudEvent, @Nullable Outcome> decision;
    private final ExecutorService settlers = Executors.newFixedThreadPool(4);
    private final List<String> stored = Collections.synchronizedList(new ArrayList<>());
    private final List<Promise> open = Collections.synchronizedList(new ArrayList<>());
    private volatile @Nullable String cancelled;

    /// @param decision what becomes of an event; null for nothing before the delivery is cancelled
    FakeDelivery(Function<CloudEvent, @Nullable Outcome> decision) {
        this.decision = decision;
    }

    /// The outcome of an event that is stored.
    static Outcome.Delivered place(CloudEvent event) {
        return new Outcome.Delivered("shard", event.getId(), "NONE");
    }

    private record Promise(CloudEvent event, CompletableFuture<Outcome> future) implements DeliveryFuture {
        @Override
        public Outcome await() throws InterruptedException {
            try {
                return future.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public @Nullable Outcome await(Duration timeout) throws InterruptedException {
            try {
                return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                return null;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public @Nullable Outcome poll() {
            return future.getNow(null);
        }

        @Override
        public List<Attempt> history() {
            return List.of();
        }
    }

    /// The ids of events that were stored, in the order in which they were.
    List<String> stored() {
        synchronized (stored) {
            return List.copyOf(stored);
        }
    }

    /// How many events have no outcome yet.
    int open() {
        return open.size();
    }

    @Override
    public List<DeliveryFuture> submit(List<CloudEvent> events) {
        return events.stream().map(this::promise).toList();
    }

    private DeliveryFuture promise(CloudEvent event) {
        Promise promise = new Promise(event, new CompletableFuture<>());
        open.add(promise);
        String reason = cancelled;
        if (reason != null) {
            settle(promise, Outcome.Failed.cancelled(reason));
        } else {
            settlers.execute(() -> {
                Outcome outcome = decision.apply(event);
                if (outcome != null) {
                    settle(promise, outcome);
                }
            });
        }
        return promise;
    }

    private synchronized void settle(Promise promise, Outcome outcome) {
        if (promise.poll() != null) {
            return;
        }
        if (outcome instanceof Outcome.Delivered) {
            stored.add(promise.event().getId());
        }
        open.remove(promise);
        promise.future().complete(outcome);
    }

    @Override
    public List<Outcome> deliver(List<CloudEvent> events) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void cancel(String reason) {
        cancelled = reason;
        for (Promise promise : List.copyOf(open)) {
            settle(promise, Outcome.Failed.cancelled(reason));
        }
    }

    @Override
    public void close(Duration timeout) {
        settlers.shutdownNow();
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
