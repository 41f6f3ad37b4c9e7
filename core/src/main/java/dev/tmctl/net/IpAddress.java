package dev.tmctl.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An IP address that is written as one; nothing is looked up. An IPv4 address in IPv6's form
/// (`::ffff:192.0.2.1`) is the IPv4 address.
final class IpAddress {
    /// Four numbers without leading zeros: what others read as octal is none.
    private static final String PART = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    private static final Pattern V4 = Pattern.compile(PART + "(\\." + PART + "){3}");

    private final byte[] bytes;
    private final boolean loopback;

    private IpAddress(InetAddress address) {
        this.bytes = address.getAddress();
        this.loopback = address.isLoopbackAddress();
    }

    /// The address, or null where the text is none; an IPv6 address has neither brackets nor a zone.
    static @Nullable IpAddress parse(String text) {
        try {
            if (text.indexOf(':') < 0) {
                return V4.matcher(text).matches() ? new IpAddress(InetAddress.ofLiteral(text)) : null;
            }
            return text.indexOf('%') >= 0 || text.startsWith("[") ? null : new IpAddress(Inet6Address.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// 4 or 16 bytes; not to be changed.
    byte[] bytes() {
        return bytes;
    }

    boolean isLoopback() {
        return loopback;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
