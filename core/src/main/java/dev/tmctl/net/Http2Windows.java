package dev.tmctl.net;

import io.helidon.webserver.http2.Http2Config;

/// How much of a request's body an HTTP/2 client may send ahead.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-6.9">RFC 9113, 6.9</a>
public final class Http2Windows {
    private static final int BYTES = 1024 * 1024;

    private Http2Windows() {}

    /// A configuration with windows of 1 MiB.
    ///
    /// With windows of four frames and more the server sums up a connection's credit before it sends it, in
    /// the threads of all its streams without a lock: some is lost, or a WINDOW_UPDATE of 0 ends the connection.
    public static Http2Config.Builder configure() {
        return Http2Config.builder().initialWindowSize(BYTES).maxFrameSize(BYTES / 2);
    }
}
