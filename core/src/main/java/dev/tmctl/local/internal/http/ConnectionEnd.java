package dev.tmctl.local.internal.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Ends an HTTP/1.1 connection after an answer, where the client asked for it or where its body was left
/// unread.
///
/// The server announces the end of a connection, but does not bring it about by itself.
final class ConnectionEnd {

    /// How much of a refused body is read, so that a client that is still sending gets to see the answer.
    private static final long DRAIN_MAX = 64L * 1024 * 1024;

    private ConnectionEnd() {}

    static boolean bodyIsUnread(ServerRequest request) {
        return request.content().hasEntity() && !request.content().consumed();
    }

    static boolean isAskedFor(ServerRequest request) {
        return request.headers().contains(HeaderValues.CONNECTION_CLOSE);
    }

    /// To be called when the answer is sent. Returns where the connection stays open.
    static void after(ServerRequest request) {
        boolean http1 = request.prologue().protocolVersion().startsWith("1");
        boolean unread = bodyIsUnread(request);
        if (!http1 || !(unread || isAskedFor(request))) {
            return;
        }
        // To read would tell a client that waits for it to go on and send the body.
        if (unread && !request.headers().contains(HeaderNames.EXPECT)) {
            drain(request);
        }
        throw new CloseConnectionException("connection ends with this answer");
    }

    private static void drain(ServerRequest request) {
        byte[] ignored = new byte[8192];
        try (InputStream body = request.content().inputStream()) {
            long left = DRAIN_MAX;
            for (int count = 0; count >= 0 && left > 0; left -= count) {
                count = body.read(ignored);
            }
        } catch (IOException | UncheckedIOException | IllegalStateException gone) {
            // The client is gone, or it sends more than anybody would: either way, the connection is closed
            // next.
            return;
        }
    }
}
