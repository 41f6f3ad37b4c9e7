package dev.tmctl.delivery;

import dev.tmctl.event.EventStream.Element;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Delivers a stream of events: what has been read while a request was under way goes with the next one, so
/// that a
/// slow source waits for nothing and a fast one fills its requests.
public final class EventSender {
    private static final int MAX_EVENTS = 500;
    private static final int MAX_BATCH_BYTES = 4 * 1024 * 1024;
    private static final int MAX_BUFFERED_BYTES = 64 * 1024 * 1024;
    private static final Element END = new Element(-1, null, List.of());

    private final Source source;
    private final Delivery delivery;
    private final Listener listener;
    private final LinkedBlockingQueue<Element> queue = new LinkedBlockingQueue<>(2 * MAX_EVENTS);
    private final Semaphore room = new Semaphore(MAX_BUFFERED_BYTES);
    private final AtomicReference<@Nullable Exception> readError = new AtomicReference<>();
    private long delivered;
    private long failed;

    /// Where elements come from.
    public interface Source {
        /// The next element, or null at the end.
        @Nullable
        Element next() throws IOException;
    }

    /// Hears of every element, in their order.
    public interface Listener {
        /// The element could not be read as an event.
        void invalid(Element element);

        /// The event is settled.
        void settled(Element element, CloudEvent event, Outcome outcome);
    }

    /// The books of a run: `read = delivered + failed`.
    ///
    /// @param delivered events that Kinesis acknowledged
    /// @param failed events that it did not, and elements that were no events
    /// @param aborted why reading or sending ended before the end, or null
    public record Tally(
            long delivered, long failed, @Nullable Exception aborted) {
        /// Elements taken from the source.
        public long read() {
            return delivered + failed;
        }
    }

    public EventSender(Source source, Delivery delivery, Listener listener) {
        this.source = source;
        this.delivery = delivery;
        this.listener = listener;
    }

    /// Delivers until the source ends or breaks, or until nothing can be delivered any more because the
    /// endpoint is
    /// not reached or the credentials are refused.
    public Tally run() throws InterruptedException {
        Thread reader = Thread.ofVirtual().name("event-reader").start(this::read);
        try {
            boolean more = true;
            while (more) {
                List<Element> batch = take();
                boolean ended = batch.remove(END);
                more = deliver(batch) && !ended;
            }
        } finally {
            reader.interrupt();
        }
        return new Tally(delivered, failed, readError.get());
    }

    private void read() {
        try {
            for (Element element = source.next(); element != null; element = source.next()) {
                room.acquire(size(element));
                queue.put(element);
            }
        } catch (IOException | RuntimeException e) {
            readError.set(e);
        } catch (InterruptedException e) {
            return;
        }
        try {
            queue.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Element> take() throws InterruptedException {
        List<Element> batch = new ArrayList<>();
        int bytes = 0;
        Element next = queue.take();
        while (next != null) {
            batch.add(next);
            bytes += size(next);
            if (next.position() < 0 || batch.size() == MAX_EVENTS || bytes >= MAX_BATCH_BYTES) {
                break;
            }
            next = queue.poll();
        }
        return batch;
    }

    /// False when going on is pointless.
    private boolean deliver(List<Element> batch) {
        List<CloudEvent> events = new ArrayList<>(batch.size());
        for (Element element : batch) {
            if (element.event() != null) {
                events.add(element.event());
            }
        }
        List<Outcome> outcomes = events.isEmpty() ? List.of() : delivery.deliver(events);
        boolean hopeless = !outcomes.isEmpty();
        int next = 0;
        for (Element element : batch) {
            room.release(size(element));
            if (element.event() == null) {
                failed++;
                listener.invalid(element);
                continue;
            }
            Outcome outcome = outcomes.get(next++);
            hopeless &= isHopeless(outcome);
            if (outcome instanceof Outcome.Delivered) {
                delivered++;
            } else {
                failed++;
            }
            listener.settled(element, element.event(), outcome);
        }
        return !hopeless;
    }

    private static boolean isHopeless(Outcome outcome) {
        return outcome instanceof Outcome.Failed failure
                && (failure.kind() == FailureKind.UNREACHABLE || failure.kind() == FailureKind.CREDENTIALS);
    }

    private static int size(Element element) {
        CloudEvent event = element.event();
        int data =
                event == null || event.getData() == null ? 0 : event.getData().toBytes().length;
        return Math.min(data + 1024, MAX_BUFFERED_BYTES);
    }
}
