package dev.tmctl.local.internal.http;

import dev.tmctl.local.internal.model.KinesisException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Reads request bodies into memory, no more of them at a time than there is room for.
final class RequestBody {

    /// 10 MiB of data are 13.4 MiB in base64; the rest is for partition keys, which JSON may escape.
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final int KIB = 1024;
    private static final int WAIT_SECONDS = 20;

    private final Semaphore roomKiB;

    /// @param roomBytes what all bodies that are being handled may take together
    RequestBody(long roomBytes) {
        this.roomKiB = new Semaphore((int) Math.clamp(roomBytes / KIB, 2L * MAX_BYTES / KIB, Integer.MAX_VALUE), true);
    }

    /// Handles a request while there is room for its body.
    interface Handler {
        void handle(byte[] body) throws IOException;
    }

    /// @throws KinesisException when the body is too large
    void with(ServerRequest request, Handler handler) throws IOException {
        long declared = request.headers().contentLength().orElse(-1);
        if (declared > MAX_BYTES) {
            throw tooLarge();
        }
        boolean chunked = declared < 0 && request.content().hasEntity();
        // Parsed records take about as much again as the body.
        int needed = (int) (2 * (chunked ? MAX_BYTES : Math.max(declared, 0)) / KIB);
        acquire(needed);
        try {
            handler.handle(declared >= 0 ? readExactly(request, (int) declared) : readUpToLimit(request, chunked));
        } finally {
            roomKiB.release(needed);
        }
    }

    private void acquire(int needed) {
        try {
            if (needed > 0 && !roomKiB.tryAcquire(needed, WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new KinesisException("ServiceUnavailable", 503, "Too many requests are being handled.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KinesisException("ServiceUnavailable", 503, "The server is being stopped.");
        }
    }

    private static byte[] readExactly(ServerRequest request, int length) throws IOException {
        if (length == 0) {
            return new byte[0];
        }
        byte[] body = new byte[length];
        try (InputStream in = request.content().inputStream()) {
            int read = in.readNBytes(body, 0, length);
            if (read != length) {
                throw KinesisException.serialization("The request body ended early.");
            }
        }
        return body;
    }

    private static byte[] readUpToLimit(ServerRequest request, boolean present) throws IOException {
        if (!present) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] body = in.readNBytes(MAX_BYTES + 1);
            if (body.length > MAX_BYTES) {
                throw tooLarge();
            }
            return body;
        }
    }

    private static KinesisException tooLarge() {
        return new KinesisException(
                "RequestEntityTooLargeException", 413, "The request body is larger than " + MAX_BYTES + " bytes.");
    }
}
