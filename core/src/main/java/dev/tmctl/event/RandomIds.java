package dev.tmctl.event;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Ids of events: random UUIDs, version 4 of RFC 9562.
///
/// The bits are the operating system's own, as those of [UUID#randomUUID()] are, but without Java's security providers,
/// whose making takes a tenth of a short command's time.
public final class RandomIds {
    private static final String SOURCE = "/dev/urandom";
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

    /// Bits that were read and not used yet. A read costs more than what it brings.
    private static final ByteBuffer bits =
            ByteBuffer.allocate(64 * 2 * Long.BYTES).limit(0);

    /// Stays open: a process that has no file descriptor left still has ids.
    private static @Nullable InputStream source;

    private RandomIds() {}

    /// A new one.
    public static String next() {
        long high;
        long low;
        synchronized (bits) {
            if (!bits.hasRemaining() && !read()) {
                return UUID.randomUUID().toString();
            }
            high = bits.getLong();
            low = bits.getLong();
        }
        return new UUID(high & ~0xF000L | VERSION_4, low & ~(3L << 62) | VARIANT_2).toString();
    }

    /// @return whether there are bits now: not every system has that file
    private static boolean read() {
        try {
            if (source == null) {
                source = new FileInputStream(SOURCE);
            }
            if (source.readNBytes(bits.array(), 0, bits.capacity()) == bits.capacity()) {
                bits.clear();
                return true;
            }
        } catch (IOException e) {
            // the JDK knows other sources
        }
        return false;
    }
}
