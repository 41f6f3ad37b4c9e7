package dev.tmctl.delivery.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.delivery.Attempt;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.event.EventDefaults;
import dev.tmctl.event.EventStream;
import dev.tmctl.event.EventStream.Element;
import dev.tmctl.event.InputDigest;
import io.cloudevents.CloudEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Where a later run could go on from is known also while nothing comes in, and while an event takes long.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CheckpointTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /// What was reached, and how often there was a pause.
    private static class Heard implements BulkListener {
        final List<Long> reached = new CopyOnWriteArrayList<>();
        final List<String> digests = new CopyOnWriteArrayList<>();
        final AtomicInteger pauses = new AtomicInteger();

        @Override
        public void invalid(Element element) throws IOException {
            throw new IOException("all elements are events");
        }

        @Override
        public void delivered(long position, Outcome.Delivered stored) {}

        @Override
        public void failed(long position, CloudEvent event, Outcome.Failed failure, List<Attempt> history) {}

        @Override
        public void pause() throws IOException {
            pauses.incrementAndGet();
        }

        @Override
        public void reached(BulkResult result, String digest, boolean complete) {
            digests.add(digest);
            reached.add(result.read());
        }
    }

    private static String lines(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int number = from; number < to; number++) {
            lines.append("{\"specversion\":\"1.0\",\"id\":\"" + number + "\",\"source\":\"/s\",\"type\":\"t\"}\n");
        }
        return lines.toString();
    }

    private static String digestOf(String text) throws IOException {
        InputDigest digest = new InputDigest();
        EventDefaults defaults = EventDefaults.of(Map.of());
        try (EventStream stream = EventStream.open(new ByteArrayInputStream(text.getBytes(UTF_8)), defaults, digest)) {
            stream.skip(Long.MAX_VALUE);
        }
        return digest.soFar();
    }

    private static Outcome place(CloudEvent event) {
        return FakeDelivery.place(event);
    }

    @Test
    void should_reach_the_last_event_before_a_pause_of_the_input() throws Exception {
        Heard heard = new Heard();
        PipedInputStream in = new PipedInputStream(1 << 16);
        FutureTask<BulkResult> run;
        try (PipedOutputStream pipe = new PipedOutputStream(in)) {
            pipe.write(lines(0, 157).getBytes(UTF_8));
            pipe.flush();
            run = run(in, CheckpointTest::place, heard);
            Awaitility.await().atMost(TIMEOUT).until(() -> heard.reached.contains(157L));
            assertThat(heard.digests.getLast()).isEqualTo(digestOf(lines(0, 157)));
            int pauses = heard.pauses.get();
            Awaitility.await().atMost(TIMEOUT).until(() -> heard.pauses.get() > pauses + 2);
            // once is enough
            assertThat(heard.reached).containsOnlyOnce(157L);
            // half an event is none
            pipe.write(lines(157, 160).substring(0, 80).getBytes(UTF_8));
            pipe.flush();
            Awaitility.await().atMost(TIMEOUT).until(() -> heard.reached.contains(158L));
            assertThat(heard.digests.getLast()).isEqualTo(digestOf(lines(0, 158)));
            pipe.write(lines(157, 160).substring(80).getBytes(UTF_8));
        }
        assertThat(run.get(20, TimeUnit.SECONDS)).isEqualTo(new BulkResult(160, 0, null));
        assertThat(heard.reached.getLast()).isEqualTo(160);
        assertThat(heard.digests.getLast()).isEqualTo(digestOf(lines(0, 160)));
    }

    /// What is noted but not on disk gets there meanwhile.
    @Test
    void should_pause_again_and_again_while_an_event_takes_long() throws Exception {
        Heard heard = new Heard();
        try (FakeDelivery delivery = new FakeDelivery(event -> event.getId().equals("120") ? null : place(event))) {
            FutureTask<BulkResult> run = run(bytes(lines(0, 130)), delivery, heard);
            Awaitility.await().atMost(TIMEOUT).until(() -> heard.reached.contains(100L));
            int pauses = heard.pauses.get();
            Awaitility.await().atMost(TIMEOUT).until(() -> heard.pauses.get() > pauses + 2);
            Awaitility.await().atMost(TIMEOUT).until(() -> delivery.stored().size() == 129);
            delivery.cancel("enough");
            assertThat(run.get(20, TimeUnit.SECONDS)).isEqualTo(new BulkResult(129, 1, null));
        }
    }

    @Test
    void should_keep_the_books_when_what_was_held_back_cannot_be_written() throws Exception {
        Heard heard = new Heard() {
            @Override
            public void pause() throws IOException {
                if (reached.contains(100L)) {
                    throw new IOException("journal: No space left on device");
                }
            }
        };
        try (FakeDelivery delivery = new FakeDelivery(event -> event.getId().equals("120") ? null : place(event))) {
            BulkResult result = run(bytes(lines(0, 130)), delivery, heard).get(20, TimeUnit.SECONDS);
            assertThat(result.aborted()).isEqualTo("journal: No space left on device");
            assertThat(result.failed()).isPositive();
            assertThat(result.delivered()).isEqualTo(delivery.stored().size());
            assertThat(delivery.open()).isZero();
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static FutureTask<BulkResult> run(
            InputStream in, Function<CloudEvent, @Nullable Outcome> decision, Heard heard) throws IOException {
        return run(in, new FakeDelivery(decision), heard);
    }

    private static FutureTask<BulkResult> run(InputStream in, FakeDelivery delivery, Heard heard) throws IOException {
        InputDigest digest = new InputDigest();
        EventStream stream = EventStream.open(in, EventDefaults.of(Map.of()), digest);
        BulkSender sender = new BulkSender(ElementSource.of(stream), digest, delivery, heard, RateLimiter.UNLIMITED);
        FutureTask<BulkResult> run = new FutureTask<>(sender::run);
        Thread.ofPlatform().daemon().start(run);
        return run;
    }
}
