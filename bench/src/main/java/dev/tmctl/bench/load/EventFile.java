package dev.tmctl.bench.load;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes files of CloudEvents, one per line, with 1 KiB of data each.
public final class EventFile {
    private static final int BUFFER = 1 << 20;

    private EventFile() {}

    /// Writes numbered events whose partition keys take turns.
    public static void write(Path file, long events, int keys) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            for (long i = 0; i < events; i++) {
                String key = Payload.key((int) (i % keys));
                String data = new String(Payload.of(key, i), StandardCharsets.US_ASCII);
                out.write((RequestTemplate.event(Long.toString(i), key, data) + "\n")
                        .getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    /// Bytes of one line, about.
    public static long bytesPerEvent() {
        return RequestTemplate.event("100000", Payload.key(0), "").length() + 1L + Payload.BYTES;
    }
}
