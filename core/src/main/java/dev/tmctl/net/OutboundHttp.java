package dev.tmctl.net;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Makes the HTTP clients that leave this machine: with the proxies of the environment, bounded answers, and
/// nothing that a library would do by itself, such as to follow redirects, to try again or to keep cookies.
public final class OutboundHttp {
    /// AWS closes what was idle for longer.
    private static final TimeValue KEPT = TimeValue.ofSeconds(60);

    private OutboundHttp() {}

    /// A builder of a client.
    ///
    /// @param trusted who decides whom to trust, or null for what Java trusts
    /// @param connections how many there may be at a time
    /// @param connectWithin how long a connection may take to be made
    /// @param silence how long a server may send nothing
    public static HttpClientBuilder builder(
            ProxyRules proxies,
            TrustManager @Nullable [] trusted,
            int connections,
            Duration connectWithin,
            Duration silence) {
        Timeout quiet = Timeout.of(silence);
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(ResponseBounds.HEADERS)
                                .build())
                        .setTlsSocketStrategy(tls(trusted))
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connections)
                        .setDefaultSocketConfig(SocketConfig.custom()
                                .setSoTimeout(quiet)
                                .setTcpNoDelay(true)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(connectWithin))
                                .setSocketTimeout(quiet)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(connectWithin.multipliedBy(2)))
                        .setResponseTimeout(quiet)
                        .setConnectionKeepAlive(KEPT)
                        .build())
                .disableContentCompression()
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement();
        return proxies.isEmpty() ? builder : builder.setRoutePlanner(new ProxyRoutes(proxies));
    }

    /// Sends a request and reads the head of its answer, which the caller closes.
    ///
    /// @throws IOException also when a proxy makes no tunnel: its answer came without TLS, and is not the
    ///     server's
    public static ClassicHttpResponse send(CloseableHttpClient client, HttpHost server, ClassicHttpRequest request)
            throws IOException {
        HttpClientContext context = HttpClientContext.create();
        ClassicHttpResponse answer = client.executeOpen(server, request, context);
        if ("https".equalsIgnoreCase(server.getSchemeName()) && context.getSSLSession() == null) {
            answer.close();
            throw new NoTunnelException(answer.getCode());
        }
        return answer;
    }

    /// Java's TLS gets ready with the first connection that needs it: a tenth of a short command's time.
    private static TlsSocketStrategy tls(TrustManager @Nullable [] trusted) {
        LazyTls tls = new LazyTls(trusted);
        return (socket, host, port, attachment, context) ->
                tls.strategy().upgrade(socket, host, port, attachment, context);
    }

    private static final class LazyTls {
        private final TrustManager @Nullable [] trusted;
        private @Nullable TlsSocketStrategy strategy;

        LazyTls(TrustManager @Nullable [] trusted) {
            this.trusted = trusted;
        }

        synchronized TlsSocketStrategy strategy() {
            if (strategy == null) {
                try {
                    SSLContext context = SSLContext.getDefault();
                    if (trusted != null) {
                        context = SSLContext.getInstance("TLS");
                        context.init(null, trusted, null);
                    }
                    strategy = new DefaultClientTlsStrategy(context, new DefaultHostnameVerifier());
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("every Java has TLS", e);
                }
            }
            return strategy;
        }
    }
}
