package dev.tmctl.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/// A connection that tells the table what its client does, and lingers when it closes after a response.
final class TrackedEndPoint extends SocketChannelEndPoint implements ConnectionTable.Peer {
    /// Different for each, so that those who wait do not ask all at once.
    private static final int MIN_TURN_MILLIS = 250;

    private static final int MAX_TURN_MILLIS = 750;

    private final ConnectionTable.Entry entry;
    private final LingeringClose lingering;
    private volatile SelectionKey key;
    private volatile boolean halfClosed;
    private volatile boolean inputEnded;
    private volatile boolean aborted;
    private volatile boolean closing;
    private volatile boolean waitsForTurn;

    TrackedEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            ConnectionTable table,
            LingeringClose lingering) {
        super(channel, selector, key, scheduler);
        this.key = key;
        this.entry = table.entry(this);
        this.lingering = lingering;
    }

    /// What the connection behind an end point held is gone.
    static void destroyed(EndPoint endPoint) {
        entryOf(endPoint).destroyed();
    }

    /// The connection behind an end point, perhaps under TLS.
    static ConnectionTable.Entry entryOf(EndPoint endPoint) {
        EndPoint inner = endPoint;
        while (inner instanceof EndPoint.Wrapper wrapper) {
            inner = wrapper.unwrap();
        }
        return ((TrackedEndPoint) inner).entry;
    }

    @Override
    public void replaceKey(SelectionKey newKey) {
        super.replaceKey(newKey);
        key = newKey;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        entry.opened();
    }

    @Override
    public void onClose(Throwable failure) {
        entry.closed();
        super.onClose(failure);
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        int allowance = entry.allowance();
        waitsForTurn = allowance == 0;
        if (waitsForTurn) {
            return 0;
        }
        int filled = allowance < BufferUtil.space(buffer) ? fillPart(buffer, allowance) : super.fill(buffer);
        if (filled > 0 && !entry.received(filled)) {
            buffer.position(buffer.limit());
            return -1;
        }
        if (filled < 0) {
            inputEnded = true;
        }
        return filled;
    }

    /// Reads no more than some bytes.
    private int fillPart(ByteBuffer buffer, int bytes) throws IOException {
        int start = BufferUtil.flipToFill(buffer);
        try {
            ByteBuffer part = buffer.slice(buffer.position(), bytes).limit(0);
            int filled = super.fill(part);
            buffer.position(buffer.position() + part.remaining());
            return filled;
        } finally {
            BufferUtil.flipToFlush(buffer, start);
        }
    }

    @Override
    protected void needsFillInterest() {
        if (waitsForTurn) {
            waitsForTurn = false;
            int millis = ThreadLocalRandom.current().nextInt(MIN_TURN_MILLIS, MAX_TURN_MILLIS);
            getScheduler().schedule(super::needsFillInterest, millis, TimeUnit.MILLISECONDS);
        } else {
            super.needsFillInterest();
        }
    }

    @Override
    protected void doShutdownOutput() {
        halfClosed = true;
        super.doShutdownOutput();
    }

    @Override
    public boolean isOpen() {
        return !closing && super.isOpen();
    }

    @Override
    public void doClose() {
        closing = true;
        boolean linger = halfClosed && !inputEnded && !aborted;
        if (!linger || !lingering.takeOver(getChannel(), key)) {
            super.doClose();
        }
    }

    @Override
    public void abort(CloseReason reason) {
        aborted = true;
        close(new IOException("closed by the server: " + reason.label()));
    }

    @Override
    public boolean isHttp2() {
        Connection outer = getConnection();
        Connection inner =
                outer instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : outer;
        return inner instanceof HTTP2Connection;
    }
}
