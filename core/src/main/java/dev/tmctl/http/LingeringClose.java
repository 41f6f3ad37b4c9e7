package dev.tmctl.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.util.IO;

/// Reads on after the last response of a connection, so that a client that still sends gets to read it: to close at
/// once would reset the connection, and the client's system would throw the response away.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-9.6">RFC 9112, section 9.6</a>
final class LingeringClose {
    private static final int MAX_CONNECTIONS = 256;
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration IN_ALL = Duration.ofSeconds(10);
    private static final int BUFFER = 8 * 1024;

    /// What a client sends after its last response is nobody's, and must not keep a processor from others.
    private static final int READS_IN_A_ROW = 8;

    private final Semaphore places = new Semaphore(MAX_CONNECTIONS);

    /// Takes a connection over whose output is closed, and closes it when the client has, or after a while.
    ///
    /// @return false if there are too many already; the caller closes it then
    boolean takeOver(SocketChannel channel, SelectionKey key) {
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            key.cancel();
            channel.configureBlocking(true);
            channel.socket().setSoTimeout((int) SILENCE.toMillis());
            Thread.ofVirtual().name("lingering-close").start(() -> drain(channel));
            return true;
        } catch (IOException | RuntimeException e) {
            places.release();
            return false;
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // a virtual thread that yields gives its processor to the others
    private void drain(SocketChannel channel) {
        long deadline = System.nanoTime() + IN_ALL.toNanos();
        byte[] ignored = new byte[BUFFER];
        try {
            InputStream in = channel.socket().getInputStream();
            int count = 0;
            for (int reads = 0; count >= 0 && System.nanoTime() < deadline; reads++) {
                count = in.read(ignored);
                if (reads % READS_IN_A_ROW == 0) {
                    Thread.yield();
                }
            }
        } catch (IOException e) {
            // silent or gone: it is closed next
        } finally {
            IO.close(channel);
            places.release();
        }
    }
}
