package dev.tmctl.http;

import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/// The protocols that a port speaks.
final class Protocols {
    private static final int MAX_STREAMS = 128;

    private Protocols() {}

    /// HTTP/1.1, and HTTP/2 with prior knowledge or by upgrade.
    static ConnectionFactory[] plain(HttpConfiguration configuration) {
        return new ConnectionFactory[] {
            new HttpConnectionFactory(configuration), limit(new BodilessUpgrade(configuration))
        };
    }

    /// HTTP/1.1 or HTTP/2 inside TLS, as the client chooses.
    static ConnectionFactory[] encrypted(HttpConfiguration configuration, SSLContext context) {
        // probes and clients inside a cluster connect by addresses and names that the certificate doesn't have
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(context);
        HttpConnectionFactory http1 = new HttpConnectionFactory(configuration);
        ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory();
        choice.setDefaultProtocol(http1.getProtocol());
        return new ConnectionFactory[] {
            new SslConnectionFactory(tls, choice.getProtocol()),
            choice,
            limit(new HTTP2ServerConnectionFactory(configuration)),
            http1
        };
    }

    /// Whether a request came in HTTP/1.1 or 1.0, where the end of a connection is the last way to end a
    /// message.
    static boolean isHttp1(Request request) {
        return request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion();
    }

    private static ConnectionFactory limit(AbstractHTTP2ServerConnectionFactory http2) {
        http2.setMaxConcurrentStreams(MAX_STREAMS);
        http2.setConnectProtocolEnabled(false);
        return http2;
    }

    /// A request with a body is answered in HTTP/1.1, as RFC 9113 left it to the server: the body would have
    /// to be read before the protocol changes.
    private static final class BodilessUpgrade extends HTTP2CServerConnectionFactory {
        BodilessUpgrade(HttpConfiguration configuration) {
            super(configuration);
        }

        @Override
        public @Nullable Connection upgradeConnection(
                Connector connector, EndPoint endPoint, MetaData.Request request, HttpFields.Mutable response101) {
            return request.getHttpFields().contains(HttpHeader.TRANSFER_ENCODING)
                    ? null
                    : super.upgradeConnection(connector, endPoint, request, response101);
        }
    }
}
