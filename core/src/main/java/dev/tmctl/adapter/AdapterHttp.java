package dev.tmctl.adapter;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// The HTTP client for adapters of this machine. They speak plain HTTP; without another context the client would read
/// every certificate authority of the JDK first, which takes longer than the call.
final class AdapterHttp {
    private AdapterHttp() {}

    /// A client of HTTP/1.1 that trusts no certificate.
    static HttpClient.Builder newBuilder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trustingNobody());
    }

    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }
}
