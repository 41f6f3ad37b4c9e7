package dev.tmctl.adapter;

import dev.tmctl.event.GzipInput;
import dev.tmctl.http.InFlight;
import dev.tmctl.http.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How a body was encoded for its way: not at all, or with gzip.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4">RFC 9110, section 8.4</a>
final class ContentEncoding {
    private static final int BUFFER = 16 * 1024;

    private final boolean gzip;

    private ContentEncoding(boolean gzip) {
        this.gzip = gzip;
    }

    /// Reads the header's lines.
    ///
    /// @throws RefusedException with 415 when one of them is not supported
    static ContentEncoding of(List<String> headers) {
        List<String> codings = new ArrayList<>();
        for (String header : headers) {
            for (String coding : header.split(",", -1)) {
                String name = coding.strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !name.equals("identity")) {
                    codings.add(name);
                }
            }
        }
        for (String coding : codings) {
            if (!coding.equals("gzip") && !coding.equals("x-gzip") || codings.size() > 1) {
                throw new RefusedException(
                        415, "Content-Encoding " + String.join(", ", codings) + " is not supported; send gzip or none");
            }
        }
        return new ContentEncoding(!codings.isEmpty());
    }

    /// The body as it was before it was encoded.
    ///
    /// @param max bytes
    /// @throws RefusedException with 400 when it is broken, with 413 when it is larger
    byte[] decode(byte[] body, int max, InFlight.Ticket ticket) {
        if (!gzip) {
            return body;
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream(Math.max(BUFFER, body.length));
        byte[] part = new byte[BUFFER];
        try (InputStream in = new GzipInput(new ByteArrayInputStream(body))) {
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                if (count > max - plain.size()) {
                    throw new RefusedException(413, "the body is larger than " + max + " bytes when it is unpacked");
                }
                ticket.reserve(count);
                plain.write(part, 0, count);
            }
            return plain.toByteArray();
        } catch (IOException e) {
            throw new RefusedException(
                    400, "the body cannot be unpacked: it is not gzip, it breaks off, or something follows it");
        }
    }
}
