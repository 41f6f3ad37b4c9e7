package dev.tmctl.adapter;

import java.net.http.HttpClient;

/// The HTTP client for adapters of this machine. They speak plain HTTP; without another context the client would read
/// every certificate authority of the JDK first, which takes longer than the call.
final class AdapterHttp {
    private AdapterHttp() {}

    /// A client of HTTP/1.1 without TLS.
    static HttpClient.Builder newBuilder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(new NoTls());
    }
}
