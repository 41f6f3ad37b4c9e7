package dev.tmctl.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// Tells what is only reachable from this machine. A server on loopback answers only requests whose `Host` names
/// this machine, so that a web page cannot reach it through a name that it points at 127.0.0.1 (DNS rebinding).
public final class Loopback {
    private static final Pattern IPV4 = Pattern.compile("127(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}");

    private Loopback() {}

    /// Whether an authority (`host` or `host:port`) is loopback.
    public static boolean isAuthority(String authority) {
        String host = authority.strip();
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            host = end < 0 ? host : host.substring(1, end);
            return host.equals("::1") || host.equals("0:0:0:0:0:0:0:1");
        }
        int colon = host.lastIndexOf(':');
        if (colon >= 0) {
            host = host.substring(0, colon);
        }
        return host.equalsIgnoreCase("localhost")
                || host.equalsIgnoreCase("localhost.")
                || IPV4.matcher(host).matches();
    }

    /// Whether a server bound to this address can only be reached from this machine.
    public static boolean isAddress(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
