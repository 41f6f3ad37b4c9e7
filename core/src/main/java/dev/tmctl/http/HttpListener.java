package dev.tmctl.http;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// One port of a server.
///
/// @param host the address to listen on
/// @param port the port to listen on, 0 for a free one
/// @param tls what certificates are shown, or null for plain HTTP
/// @param handler answers the requests of this port
public record HttpListener(String host, int port, @Nullable SSLContext tls, HttpHandler handler) {
    /// Plain HTTP.
    public HttpListener(String host, int port, HttpHandler handler) {
        this(host, port, null, handler);
    }
}
