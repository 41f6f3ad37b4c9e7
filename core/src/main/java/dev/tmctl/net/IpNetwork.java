package dev.tmctl.net;

import org.jspecify.annotations.Nullable;

/// A network in the form `ADDRESS/LENGTH` (RFC 4632, RFC 4291).
///
/// @param address one of its addresses, 4 or 16 bytes
/// @param length how many of the leading bits all of its addresses share
record IpNetwork(byte[] address, int length) {
    private static final int BITS = 8;
    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;

    /// The network, or null where the text is none.
    static @Nullable IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,9}")) {
            return null;
        }
        IpAddress address = IpAddress.parse(text.substring(0, slash));
        int length = Integer.parseInt(text.substring(slash + 1));
        if (address == null || length > (text.indexOf(':') < 0 ? V4_BITS : V6_BITS)) {
            return null;
        }
        boolean mapped = text.indexOf(':') >= 0 && address.bytes().length * BITS == V4_BITS;
        int bits = mapped ? length - (V6_BITS - V4_BITS) : length;
        return bits < 0 ? null : new IpNetwork(address.bytes(), bits);
    }

    /// Whether an address is in it; one of the other version never is.
    boolean contains(IpAddress other) {
        byte[] bytes = other.bytes();
        if (bytes.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> (bit % BITS);
            if ((bytes[bit / BITS] & mask) != (address[bit / BITS] & mask)) {
                return false;
            }
        }
        return true;
    }
}
