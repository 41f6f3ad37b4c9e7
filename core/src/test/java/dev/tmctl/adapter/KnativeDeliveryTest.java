package dev.tmctl.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.delivery.DeliveryOptions;
import dev.tmctl.delivery.Fault;
import dev.tmctl.delivery.FaultyKinesis;
import dev.tmctl.delivery.FaultyKinesis.Request;
import dev.tmctl.delivery.FaultyStream.Entry;
import dev.tmctl.delivery.NumberedEvents;
import dev.tmctl.delivery.Order;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A Knative sender in front of an adapter whose Kinesis is not well: nothing is lost, and dead are only the events
/// that
/// can never be stored. The adapter itself tries for a moment only, so that the sender learns of every fault.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KnativeDeliveryTest {
    private static final int EVENTS = 600;
    private static final int BAD_EVERY = 20;
    private static final int SENDERS = 32;
    private static final int TOO_LARGE = 1024 * 1024 + 1;
    private static final DeliveryOptions IMPATIENT = DeliveryOptions.DEFAULT
            .withDeadline(Duration.ofMillis(60))
            // an answer that is on its way is waited for: what was stored must not be sent again
            .withAttemptTimeout(Duration.ofSeconds(5))
            .withBackoff(Duration.ofMillis(2), Duration.ofMillis(10))
            .withBounds(Integer.MAX_VALUE, Long.MAX_VALUE)
            .withOrder(Order.ANY);

    /// What a Knative sender gives up, by the rest of its number.
    private static final Map<Integer, String> DEAD =
            Map.of(0, "400 datacontenttype", 1, "400 id", 2, "413 ", 3, "415 ", 4, "400 ");

    private final KnativeSender sender = new KnativeSender();
    private @Nullable AdapterServer adapter;

    @AfterEach
    void stop() {
        if (adapter != null) {
            adapter.close();
        }
        sender.close();
    }

    private int start(FaultyKinesis kinesis, int port) throws IOException {
        KinesisTarget target = NumberedEvents.target(kinesis.endpoint(), false);
        AdapterServer started =
                AdapterServer.start(new AdapterSettings(target, "127.0.0.1", port, ""), Map.of(), IMPATIENT);
        adapter = started;
        return started.port();
    }

    private static String data(int number) {
        return "{\"n\":" + number + ",\"k\":\"key-" + number % 50 + "\"}";
    }

    private boolean sendGood(URI url, int number) throws InterruptedException {
        return sender.send(
                "good " + number,
                KnativeSender.event(url, Integer.toString(number))
                        .POST(BodyPublishers.ofString(data(number)))
                        .build());
    }

    /// Five kinds of events that nobody can store.
    private void sendBad(URI url, int number) throws InterruptedException {
        String id = Integer.toString(number);
        sender.send(
                "bad " + number,
                switch (number / BAD_EVERY % DEAD.size()) {
                    case 0 ->
                        KnativeSender.event(url, id)
                                .setHeader("content-type", "no media type")
                                .POST(BodyPublishers.ofString("{}"))
                                .build();
                    case 1 ->
                        KnativeSender.event(url, "")
                                .POST(BodyPublishers.ofString("{}"))
                                .build();
                    case 2 ->
                        KnativeSender.event(url, id)
                                .POST(BodyPublishers.ofByteArray(new byte[TOO_LARGE]))
                                .build();
                    case 3 ->
                        KnativeSender.event(url, id)
                                .setHeader("content-type", "application/cloudevents+avro")
                                .POST(BodyPublishers.ofString("{}"))
                                .build();
                    default ->
                        KnativeSender.event(url, id)
                                .setHeader("content-type", "application/cloudevents+json")
                                .POST(BodyPublishers.ofString("{\"specversion\":\"1.0\""))
                                .build();
                });
    }

    /// Sends all, with a bad one every now and then.
    ///
    /// @return the numbers that were taken
    private Set<Integer> sendAll(int port) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + port);
        Set<Integer> taken = ConcurrentHashMap.newKeySet();
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> senders = IntStream.range(0, SENDERS)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        for (int number = next.getAndIncrement(); number < EVENTS; number = next.getAndIncrement()) {
                            if (number % BAD_EVERY == 0) {
                                sendBad(url, number);
                            } else if (sendGood(url, number)) {
                                taken.add(number);
                            }
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> task : senders) {
                task.get();
            }
        }
        return taken;
    }

    private void assertNothingLost(FaultyKinesis kinesis, Set<Integer> taken) {
        List<Integer> good = IntStream.range(0, EVENTS)
                .filter(number -> number % BAD_EVERY != 0)
                .boxed()
                .toList();
        assertThat(taken).containsExactlyInAnyOrderElementsOf(good);
        Set<Integer> stored = kinesis.stream().records().stream()
                .map(record -> NumberedEvents.number(record.data()))
                .collect(Collectors.toSet());
        assertThat(stored).containsExactlyInAnyOrderElementsOf(good);
        Map<String, String> dead = new TreeMap<>(sender.deadLetters());
        assertThat(dead.keySet())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, EVENTS / BAD_EVERY)
                        .mapToObj(number -> "bad " + number * BAD_EVERY)
                        .toList());
        dead.forEach((name, answer) -> assertThat(answer)
                .as(name)
                .startsWith(DEAD.get(Integer.parseInt(name.substring("bad ".length())) / BAD_EVERY % DEAD.size())));
    }

    @Test
    void throttledShards() throws Exception {
        Map<Integer, Integer> attempts = new ConcurrentHashMap<>();
        try (FaultyKinesis kinesis = new FaultyKinesis(4, new Fault.Plan() {
            @Override
            public @Nullable String ofRecord(Request request, Entry record) {
                int number = NumberedEvents.number(record.data());
                return number % 3 == 0 && attempts.merge(number, 1, Integer::sum) <= 40
                        ? "ProvisionedThroughputExceededException"
                        : null;
            }
        })) {
            assertNothingLost(kinesis, sendAll(start(kinesis, 0)));
            assertThat(sender.answers(429)).isPositive();
            assertThat(kinesis.stream().size()).isEqualTo(EVENTS - EVENTS / BAD_EVERY);
        }
    }

    @Test
    void brokenAnswers() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (FaultyKinesis kinesis = new FaultyKinesis(4, new Fault.Plan() {
            @Override
            public Fault of(Request request) {
                // nothing passes until the sender has been told so; a fast adapter mends a few broken answers unseen
                int kinds = sender.answers(500) + sender.answers(503) > 0 ? 8 : 5;
                return switch (requests.incrementAndGet() % kinds) {
                    case 0 -> kinds == 8 ? Fault.NONE : Fault.html(503);
                    case 1, 2 -> Fault.of(Fault.Kind.RESET, true);
                    case 3 -> Fault.of(Fault.Kind.TRUNCATED, false);
                    case 4 -> Fault.html(503);
                    case 5 -> Fault.error(500, "InternalFailure");
                    default -> Fault.NONE;
                };
            }
        })) {
            assertNothingLost(kinesis, sendAll(start(kinesis, 0)));
            assertThat(sender.answers(500) + sender.answers(503)).isPositive();
        }
    }

    /// A missing permission is mended by an operator while the broker keeps the events.
    @Test
    void permissionThatComesLater() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        try (FaultyKinesis kinesis = new FaultyKinesis(4, new Fault.Plan() {
            @Override
            public Fault of(Request request) {
                return refused.incrementAndGet() <= 200 ? Fault.error(400, "AccessDeniedException") : Fault.NONE;
            }
        })) {
            assertNothingLost(kinesis, sendAll(start(kinesis, 0)));
            assertThat(sender.answers(500)).isPositive();
        }
    }

    @Test
    void kinesisGoneAndBack() throws Exception {
        CountDownLatch some = new CountDownLatch(EVENTS / 4);
        CountDownLatch gone = new CountDownLatch(1);
        try (FaultyKinesis kinesis = new FaultyKinesis(4, new Fault.Plan() {
            @Override
            public @Nullable String ofRecord(Request request, Entry record) {
                some.countDown();
                if (some.getCount() == 0) {
                    // the rest waits for the outage: on a busy machine all would be stored before it
                    FaultyKinesis.hold(gone);
                }
                return null;
            }
        })) {
            int port = start(kinesis, 0);
            Thread outage = Thread.startVirtualThread(() -> outage(kinesis, some, gone));
            Set<Integer> taken = sendAll(port);
            outage.join();
            assertNothingLost(kinesis, taken);
            assertThat(sender.answers(503)).isPositive();
        }
    }

    private void outage(FaultyKinesis kinesis, CountDownLatch some, CountDownLatch gone) {
        try {
            assertThat(some.await(60, TimeUnit.SECONDS)).isTrue();
            kinesis.gone();
            gone.countDown();
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> sender.answers(503) >= SENDERS);
            kinesis.back();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int readiness(int port) throws IOException {
        URI page = URI.create("http://127.0.0.1:" + port + "/readyz");
        return ((HttpURLConnection) page.toURL().openConnection()).getResponseCode();
    }

    /// A rolling update: the pod drains, and another one takes its place.
    @Test
    void adapterReplaced() throws Exception {
        CountDownLatch some = new CountDownLatch(EVENTS / 4);
        CountDownLatch draining = new CountDownLatch(1);
        try (FaultyKinesis kinesis = new FaultyKinesis(4, new Fault.Plan() {
            @Override
            public @Nullable String ofRecord(Request request, Entry record) {
                some.countDown();
                if (some.getCount() == 0) {
                    // the rest is not stored before the first adapter drains
                    FaultyKinesis.hold(draining);
                }
                return null;
            }
        })) {
            int port = start(kinesis, 0);
            AdapterServer first = adapter;
            Future<Set<Integer>> sent;
            try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
                sent = thread.submit(() -> sendAll(port));
                assertThat(some.await(60, TimeUnit.SECONDS)).isTrue();
                Future<Integer> left =
                        thread.submit(() -> Objects.requireNonNull(first).drain(Duration.ofSeconds(30)));
                org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> readiness(port) == 503);
                draining.countDown();
                assertThat(left.get()).isZero();
                start(kinesis, port);
            }
            assertNothingLost(kinesis, sent.get());
            assertThat(sender.answers(503) + sender.unanswered()).isPositive();
        }
    }
}
