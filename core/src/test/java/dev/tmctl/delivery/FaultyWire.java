package dev.tmctl.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// As much HTTP as a [FaultyKinesis] needs.
final class FaultyWire {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper CBOR = new CBORMapper();

    private FaultyWire() {}

    static ObjectMapper mapper(boolean json) {
        return json ? JSON : CBOR;
    }

    /// The headers of a request by their names in lower case; none at the end of the connection.
    static Map<String, String> head(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(": ");
            headers.put(
                    line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT),
                    line.substring(colon < 0 ? 0 : colon + 2));
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    static String type(boolean json) {
        return json ? "application/x-amz-json-1.1" : "application/x-amz-cbor-1.1";
    }

    static void error(OutputStream out, int status, String code, String message, boolean json) throws IOException {
        byte[] body = mapper(json).writeValueAsBytes(Map.of("__type", code, "message", message));
        write(out, status, type(json) + "\r\nx-amzn-ErrorType: " + code, body, body.length);
    }

    static void write(OutputStream out, int status, String type, byte[] body, int length) throws IOException {
        String head = "HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\nx-amzn-RequestId: request-1\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        all.write(body, 0, length);
        out.write(all.toByteArray());
        out.flush();
    }
}
