package dev.tmctl.net;

/// A proxy does not lead to a server that is reached by TLS.
public final class NoTunnelException extends ResponseException {
    private static final long serialVersionUID = 1L;

    /// @param status the proxy's HTTP status
    public NoTunnelException(int status) {
        super("the proxy makes no tunnel; it answers with HTTP " + status);
    }
}
