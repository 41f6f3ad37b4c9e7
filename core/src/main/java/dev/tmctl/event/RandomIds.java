package dev.tmctl.event;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Ids of events: random UUIDs, version 4 of RFC 9562.
///
/// The bits are the operating system's own, as those of [UUID#randomUUID()] are, but without Java's security providers,
/// whose making takes a tenth of a short command's time.
public final class RandomIds {
    private static final String SOURCE = "/dev/urandom";
    private static final int READ_AHEAD = 64 * 2 * Long.BYTES;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

    /// Read ahead, since a read costs more than what it brings; open for good, since a process that has no file
    /// descriptor left still needs ids.
    private static @Nullable DataInputStream bits;

    private RandomIds() {}

    /// A new one.
    public static synchronized String next() {
        try {
            if (bits == null) {
                bits = new DataInputStream(new BufferedInputStream(new FileInputStream(SOURCE), READ_AHEAD));
            }
            long high = bits.readLong() & ~0xF000L | VERSION_4;
            long low = bits.readLong() & ~(3L << 62) | VARIANT_2;
            return new UUID(high, low).toString();
        } catch (IOException e) {
            // not every system has that file; the JDK knows other sources
            return UUID.randomUUID().toString();
        }
    }
}
