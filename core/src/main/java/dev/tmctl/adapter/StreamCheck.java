package dev.tmctl.adapter;

import dev.tmctl.stream.StreamDescription;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whether the stream answers, for a readiness probe. Kinesis is not asked by each probe: an answer counts for a while,
/// and a probe never waits for one.
final class StreamCheck {
    private static final Duration GOOD_FOR = Duration.ofSeconds(30);
    private static final Duration BAD_FOR = Duration.ofSeconds(5);

    private final Supplier<StreamDescription> stream;
    private final Executor background;
    private final LongSupplier nanos;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Answer last;

    /// @param problem why it takes no records, or null when it does
    private record Answer(@Nullable String problem, long at) {}

    /// @param stream asks Kinesis, which may take seconds
    /// @param background where it is asked
    /// @param nanos the time
    StreamCheck(Supplier<StreamDescription> stream, Executor background, LongSupplier nanos) {
        this.stream = stream;
        this.background = background;
        this.nanos = nanos;
        this.last = new Answer("the stream has not answered yet", nanos.getAsLong() - BAD_FOR.toNanos());
    }

    /// Why the stream takes no records as far as is known, or null when it does.
    @Nullable
    String problem() {
        Answer answer = last;
        Duration counts = answer.problem() == null ? GOOD_FOR : BAD_FOR;
        if (nanos.getAsLong() - answer.at() >= counts.toNanos() && asking.compareAndSet(false, true)) {
            background.execute(this::ask);
        }
        return answer.problem();
    }

    private void ask() {
        try {
            last = new Answer(problem(stream.get()), nanos.getAsLong());
        } finally {
            asking.set(false);
        }
    }

    private static @Nullable String problem(StreamDescription stream) {
        if (!stream.answered()) {
            return "the stream does not answer: " + stream.problem();
        }
        String status = stream.status();
        return status == null || status.equals("ACTIVE") || status.equals("UPDATING")
                ? null
                : "the stream is " + status;
    }
}
