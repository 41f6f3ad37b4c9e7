package dev.tmctl.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A request whose numbers are filled in anew each time it is sent. Every event bears its number twice, in its id and
/// in its data.
final class RequestTemplate {
    private static final String BLANK = "############";
    private static final int NUMBERS_PER_EVENT = 2;

    private final byte[] bytes;
    private final int[] offsets;

    private RequestTemplate(String text) {
        bytes = text.getBytes(StandardCharsets.US_ASCII);
        int[] found = new int[text.length() / BLANK.length()];
        int count = 0;
        for (int at = text.indexOf(BLANK); at >= 0; at = text.indexOf(BLANK, at + BLANK.length())) {
            found[count++] = at;
        }
        offsets = Arrays.copyOf(found, count);
    }

    /// One event in binary mode.
    static RequestTemplate binary(int port, String key) {
        String body = data(key);
        return new RequestTemplate(head(port, "application/json", body.length())
                + "ce-specversion: 1.0\r\nce-type: bench.event\r\nce-source: bench\r\nce-id: " + BLANK
                + "\r\nce-partitionkey: " + key + "\r\n\r\n" + body);
    }

    /// Many events in batched mode.
    static RequestTemplate batch(int port, String key, int events) {
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < events; i++) {
            body.append(i == 0 ? "" : ",").append(event(BLANK, key, data(key)));
        }
        body.append(']');
        return new RequestTemplate(head(port, "application/cloudevents-batch+json", body.length()) + "\r\n" + body);
    }

    /// An event as JSON.
    static String event(String id, String key, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"bench\",\"type\":\"bench.event\","
                + "\"datacontenttype\":\"application/json\",\"partitionkey\":\"" + key + "\",\"data\":" + data + "}";
    }

    private static String data(String key) {
        return new String(Payload.of(key, 0), StandardCharsets.US_ASCII).replaceFirst("0{12}", BLANK);
    }

    private static String head(int port, String type, int length) {
        return "POST / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                + length + "\r\n";
    }

    int events() {
        return offsets.length / NUMBERS_PER_EVENT;
    }

    /// The request with events numbered from here on; valid until the next call.
    byte[] numbered(long first) {
        for (int i = 0; i < offsets.length; i++) {
            Payload.digits(bytes, offsets[i], first + i / NUMBERS_PER_EVENT);
        }
        return bytes;
    }
}
