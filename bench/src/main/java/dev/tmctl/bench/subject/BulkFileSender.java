package dev.tmctl.bench.subject;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.bench.load.EndlessEvents;
import dev.tmctl.bench.load.Sender;
import dev.tmctl.delivery.Attempt;
import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.DeliveryStats;
import dev.tmctl.delivery.KinesisDelivery;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.bulk.BulkListener;
import dev.tmctl.delivery.bulk.BulkResult;
import dev.tmctl.delivery.bulk.BulkSender;
import dev.tmctl.delivery.bulk.ElementSource;
import dev.tmctl.delivery.bulk.RateLimiter;
import dev.tmctl.event.EventDefaults;
import dev.tmctl.event.EventStream;
import dev.tmctl.event.EventStream.Element;
import dev.tmctl.target.AuthDraft;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.TargetDraft;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ours in bulk: a file of events straight to Kinesis, with what `tmctl send -f FILE --direct` uses.
final class BulkFileSender extends Sender {
    private final EventStream events;
    private final AwsClients clients;
    private final KinesisDelivery delivery;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean done;

    /// Where partition keys come from.
    enum Keys {
        RANDOM,
        FIXED,
        ORDERED
    }

    BulkFileSender(URI endpoint, Path file, Keys keys) throws IOException {
        TargetDraft draft = new TargetDraft(
                "bench",
                "arn:aws:kinesis:us-east-1:000000000000:stream/bench",
                "key-fixed",
                new AuthDraft(new SecretText("bench"), new SecretText("bench"), null, null, null, false, null, null),
                null,
                null,
                endpoint.toString(),
                null,
                false,
                switch (keys) {
                    case RANDOM -> "random";
                    case FIXED -> null;
                    case ORDERED -> "partitionkey";
                },
                keys == Keys.ORDERED,
                null);
        events = EventStream.open(EndlessEvents.open(file), EventDefaults.of(Map.of()));
        clients = new AwsClients(draft.validate(), Map.of());
        delivery =
                new KinesisDelivery(clients, DeliveryOptions.DEFAULT.withGather(Duration.ofMillis(20)), new Counting());
        BulkSender sender = new BulkSender(new Events(), null, delivery, new Silent(), RateLimiter.UNLIMITED);
        thread = Thread.ofPlatform().name("bulk").unstarted(() -> run(sender));
    }

    /// The file's events until the run is stopped.
    private final class Events implements ElementSource {
        @Override
        public @Nullable Element next() throws IOException {
            return stopped ? null : events.next();
        }

        @Override
        public boolean isReady() {
            return events.isReady();
        }
    }

    private void run(BulkSender sender) {
        try {
            sender.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        done = true;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public void stop() throws InterruptedException, IOException {
        stopped = true;
        thread.join();
        delivery.close();
        clients.close();
        events.close();
    }

    /// Counts besides what the command line counts.
    private final class Counting extends Forwarding {
        @Override
        public void delivered(String shardId, int bytes, Duration took) {
            super.delivered(shardId, bytes, took);
            acknowledge(1, took.toNanos());
        }

        @Override
        public void failed(String code) {
            super.failed(code);
            fail(1);
        }
    }

    /// Result events are not printed.
    private static final class Silent implements BulkListener {
        @Override
        public void invalid(Element element) throws IOException {
            throw new IOException("element " + element.position() + " is no event");
        }

        @Override
        public void delivered(long position, Outcome.Delivered stored) {}

        @Override
        public void failed(long position, CloudEvent event, Outcome.Failed failure, List<Attempt> history) {}

        @Override
        public void reached(BulkResult result, String digest, boolean complete) {}
    }

    /// Passes on to the statistics of a delivery.
    private static class Forwarding implements dev.tmctl.delivery.engine.EngineListener {
        private final DeliveryStats stats = new DeliveryStats();

        @Override
        public void requested(int records, int bytes, Duration took) {
            stats.requested(records, bytes, took);
        }

        @Override
        public void delivered(String shardId, int bytes, Duration took) {
            stats.delivered(shardId, bytes, took);
        }

        @Override
        public void retried(Outcome.Failed cause) {
            stats.retried(cause);
        }

        @Override
        public void failed(String code) {
            stats.failed(code);
        }
    }
}
