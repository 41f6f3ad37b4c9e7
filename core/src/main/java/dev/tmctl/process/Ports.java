package dev.tmctl.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Ports on 127.0.0.1.
public final class Ports {
    private Ports() {}

    /// Whether a server could listen on the port now.
    public static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Refuses a port that a user chose and that is taken, before a process is started for it.
    ///
    /// @throws IOException when it is taken
    public static void requireFree(int port) throws IOException {
        if (!isFree(port)) {
            throw new IOException("port " + port + " is taken by another program; free it or give another --port");
        }
    }
}
