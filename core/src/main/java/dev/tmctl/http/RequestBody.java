package dev.tmctl.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;

/// Reads one request's body into memory, as long as it arrives fast enough.
final class RequestBody {
    /// A sender may take this long for anything.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final long MIN_BYTES_PER_SECOND = 1024;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int FIRST_CAPACITY = 16 * 1024;

    /// A large body that is there must not keep a processor from small ones.
    private static final int BYTES_IN_A_ROW = 128 * 1024;

    private static final Refusal SLOW =
            new Refusal(408, "the body arrives too slowly; at least 1024 bytes per second are expected", 1);

    private final BodyChunks chunks;
    private final long declared;
    private final int max;
    private final InFlight.Ticket ticket;
    private final ConnectionTable.Entry connection;
    private final long start = System.nanoTime();
    private byte[] bytes = new byte[0];
    private int size;

    /// @param declared the length that the request announces, or -1
    /// @param max bytes
    RequestBody(BodyChunks chunks, long declared, int max, InFlight.Ticket ticket, ConnectionTable.Entry connection) {
        this.chunks = chunks;
        this.declared = declared;
        this.max = max;
        this.ticket = ticket;
        this.connection = connection;
    }

    /// @throws RefusedException with 400, 408, 413 or 429
    byte[] read() {
        if (declared > max) {
            throw new RefusedException(413, "the body has " + declared + " bytes; at most " + max + " are taken");
        }
        ticket.onDrop(chunks::wake);
        while (true) {
            ticket.check();
            Content.Chunk chunk = chunks.poll();
            if (chunk == null) {
                await();
                continue;
            }
            if (Content.Chunk.isFailure(chunk)) {
                throw new RefusedException(refusal(chunk.getFailure()));
            }
            try {
                add(chunk.getByteBuffer());
            } finally {
                chunk.release();
            }
            if (chunk.isLast()) {
                ticket.received();
                return bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // a virtual thread that yields gives its processor to the others
    private void add(ByteBuffer content) {
        int count = content.remaining();
        if (count == 0) {
            return;
        }
        if (count > max - size) {
            throw new RefusedException(413, "the body is larger than " + max + " bytes");
        }
        ticket.reserve(count);
        connection.passedOn(count);
        ensure(size + count);
        content.get(bytes, size, count);
        size += count;
        if (size / BYTES_IN_A_ROW != (size - count) / BYTES_IN_A_ROW) {
            Thread.yield();
        }
    }

    /// An announced length is believed as soon as a good part of it is there.
    private void ensure(int needed) {
        if (needed > bytes.length) {
            int grown = Math.max(Math.max(needed, FIRST_CAPACITY), 2 * bytes.length);
            bytes = Arrays.copyOf(bytes, declared >= needed ? (int) Math.min(declared, grown) : Math.min(grown, max));
        }
    }

    private void await() {
        long allowed =
                Math.min(GRACE.toNanos() + TimeUnit.SECONDS.toNanos(size) / MIN_BYTES_PER_SECOND, TIMEOUT.toNanos());
        long left = allowed - (System.nanoTime() - start);
        try {
            if (!chunks.await(left)) {
                throw new RefusedException(SLOW);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(new Refusal(503, "the server is shutting down", 1));
        }
    }

    private static Refusal refusal(Throwable failure) {
        return switch (failure) {
            case TimeoutException _ -> SLOW;
            case HttpException http
            when http.getCode() >= 400 && http.getReason() != null ->
                new Refusal(http.getCode(), "the body cannot be read: " + http.getReason());
            default -> new Refusal(400, "the body cannot be read: it breaks off or its chunks are malformed");
        };
    }
}
