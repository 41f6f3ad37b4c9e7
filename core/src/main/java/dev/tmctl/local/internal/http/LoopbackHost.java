package dev.tmctl.local.internal.http;

import java.util.Locale;
import java.util.regex.Pattern;

/// Whether a request was addressed to the loopback interface.
///
/// A web page can make a browser reach a local port under a name of its own (DNS rebinding), but it cannot
/// make the
/// browser lie about that name in the Host header.
final class LoopbackHost {

    private static final Pattern IPV4 = Pattern.compile("127(\\.\\d{1,3}){3}");
    private static final Pattern PORT = Pattern.compile(":\\d{0,5}$");

    private LoopbackHost() {}

    /// @param authority host and optional port, as in a Host header
    static boolean matches(String authority) {
        String host = PORT.matcher(authority.trim()).replaceFirst("").toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.equals("[::1]")
                || IPV4.matcher(host).matches();
    }
}
