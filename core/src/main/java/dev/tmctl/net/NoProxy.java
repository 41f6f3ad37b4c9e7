package dev.tmctl.net;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The hosts that are reached without a proxy: this machine, and what `NO_PROXY` lists, separated by commas.
///
/// | entry | what it names |
/// |---|---|
/// | `*` | every host |
/// | `192.0.2.0/24`, `2001:db8::/32` | the addresses of a network, with whatever port |
/// | `192.0.2.1`, `2001:db8::1`, `[2001:db8::1]:443` | an address |
/// | `example.com` | the name and those below it |
/// | `.example.com`, `*.example.com` | the names below it |
/// | each of the last two with `:PORT` | the same with that port alone |
///
/// An entry that is none of these names nothing. Names are not looked up: a network says nothing of a name.
final class NoProxy {
    private final List<Entry> entries;

    private NoProxy(List<Entry> entries) {
        this.entries = entries;
    }

    private interface Entry {
        /// @param host in lower case
        /// @param ip the address that the host is, or null for a name
        boolean names(String host, @Nullable IpAddress ip, String port);
    }

    /// Reads a list.
    static NoProxy of(String list) {
        List<Entry> entries = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            String text = part.strip().toLowerCase(Locale.ROOT);
            if (text.equals("*")) {
                return new NoProxy(List.of((host, ip, port) -> true));
            }
            Entry entry = text.isEmpty() ? null : entry(text);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return new NoProxy(entries);
    }

    private static @Nullable Entry entry(String text) {
        IpNetwork network = IpNetwork.parse(text);
        if (network != null) {
            return (host, ip, port) -> ip != null && network.contains(ip);
        }
        HostAndPort split = HostAndPort.of(text);
        String name = split == null ? text : split.host();
        String port = split == null ? "" : split.port();
        if (name.isEmpty()) {
            return null;
        }
        IpAddress address = IpAddress.parse(name);
        if (address != null) {
            return (host, ip, at) -> address.equals(ip) && (port.isEmpty() || port.equals(at));
        }
        String domain = name.startsWith("*.") ? name.substring(1) : name;
        boolean itself = !domain.startsWith(".");
        String suffix = ascii(itself ? "." + domain : domain);
        return (host, ip, at) -> ip == null
                && (host.endsWith(suffix) || (itself && host.equals(suffix.substring(1))))
                && (port.isEmpty() || port.equals(at));
    }

    /// Whether a host is reached without a proxy.
    ///
    /// @param host a name, or an address without brackets
    boolean exempts(String host, int port) {
        String name = ascii(host).toLowerCase(Locale.ROOT);
        IpAddress ip = IpAddress.parse(name);
        if (name.equals("localhost") || (ip != null && ip.isLoopback())) {
            return true;
        }
        String at = Integer.toString(port);
        return entries.stream().anyMatch(entry -> entry.names(name, ip, at));
    }

    private static String ascii(String name) {
        if (name.chars().allMatch(c -> c < 0x80)) {
            return name;
        }
        try {
            // the dot in front belongs to no label
            return name.startsWith(".") ? "." + IDN.toASCII(name.substring(1)) : IDN.toASCII(name);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /// What `HOST:PORT` and `[IPV6]:PORT` are made of.
    private record HostAndPort(String host, String port) {
        /// As Go's `net.SplitHostPort`; null where there is no port, or more than one could be meant.
        static @Nullable HostAndPort of(String text) {
            int colon = text.lastIndexOf(':');
            if (colon < 0) {
                return null;
            }
            boolean bracketed = text.startsWith("[");
            int end = bracketed ? text.indexOf(']') : colon;
            if (bracketed && end + 1 != colon) {
                return null;
            }
            String host = text.substring(bracketed ? 1 : 0, end);
            boolean odd = (!bracketed && host.indexOf(':') >= 0)
                    || host.indexOf('[') >= 0
                    || text.indexOf('[', 1) >= 0
                    || text.indexOf(']', bracketed ? end + 1 : 0) >= 0;
            return odd ? null : new HostAndPort(host, text.substring(colon + 1));
        }
    }
}
