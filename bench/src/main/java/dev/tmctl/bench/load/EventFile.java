package dev.tmctl.bench.load;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Makes files of CloudEvents, one per line, with 1 KiB of data each.
public final class EventFile {
    private static final int BUFFER = 1 << 20;
    private static final String ID = "%0" + Payload.DIGITS + "d";

    private EventFile() {}

    /// Writes numbered events whose partition keys take turns. All lines are of one length, and on the disk when this
    /// returns: else the first subject would share the machine with their way there.
    public static void write(Path file, long events, int keys) throws IOException {
        try (FileOutputStream to = new FileOutputStream(file.toFile());
                OutputStream out = new BufferedOutputStream(to, BUFFER)) {
            for (long i = 0; i < events; i++) {
                String key = Payload.key((int) (i % keys));
                String data = new String(Payload.of(key, i), StandardCharsets.US_ASCII);
                out.write(
                        (RequestTemplate.event(ID.formatted(i), key, data) + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.flush();
            to.getFD().sync();
        }
    }

    /// Bytes of one line, about.
    public static long bytesPerEvent() {
        return RequestTemplate.event(ID.formatted(0), Payload.key(0), "").length() + 1L + Payload.BYTES;
    }
}
