package dev.tmctl.local.internal.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// HTTP/2 as the server has it, but connections outlive the client's GOAWAY until the client closes them.
final class PatientHttp2Selector implements ServerConnectionSelector {

    private final Http2ConnectionSelector selector;

    PatientHttp2Selector(Http2ConnectionSelector selector) {
        this.selector = selector;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return selector.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return selector.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return selector.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return selector.connection(new FilteredContext(context, filtered(context.dataReader())));
    }

    private static DataReader filtered(DataReader reader) {
        GoAwayFilter filter = new GoAwayFilter();
        return DataReader.create(() -> next(reader, filter));
    }

    private static byte @Nullable [] next(DataReader reader, GoAwayFilter filter) {
        try {
            byte[] rest = new byte[0];
            while (rest.length == 0) {
                reader.ensureAvailable();
                rest = filter.filter(reader.readBuffer().readBytes());
            }
            return rest;
        } catch (DataReader.InsufficientDataAvailableException closed) {
            return null;
        }
    }

    private record FilteredContext(ConnectionContext context, DataReader dataReader) implements ConnectionContext {

        @Override
        public ListenerContext listenerContext() {
            return context.listenerContext();
        }

        @Override
        public ExecutorService executor() {
            return context.executor();
        }

        @Override
        public DataWriter dataWriter() {
            return context.dataWriter();
        }

        @Override
        public Router router() {
            return context.router();
        }

        @Override
        public Optional<ProxyProtocolData> proxyProtocolData() {
            return context.proxyProtocolData();
        }

        @Override
        public HelidonSocket serverSocket() {
            return context.serverSocket();
        }

        @Override
        public PeerInfo remotePeer() {
            return context.remotePeer();
        }

        @Override
        public PeerInfo localPeer() {
            return context.localPeer();
        }

        @Override
        public boolean isSecure() {
            return context.isSecure();
        }

        @Override
        public String socketId() {
            return context.socketId();
        }

        @Override
        public String childSocketId() {
            return context.childSocketId();
        }
    }
}
