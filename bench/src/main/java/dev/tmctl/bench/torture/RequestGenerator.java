package dev.tmctl.bench.torture;

import java.util.List;
import java.util.Random;

/// Makes requests that are nearly right, from a seed.
final class RequestGenerator {
    private static final List<String> METHODS =
            List.of("POST", "POST", "POST", "POST", "PUT", "PATCH", "GET", "HEAD", "OPTIONS", "DELETE", "post", "P ST");
    private static final List<String> TARGETS = List.of(
            "/",
            "/x/y?z=1",
            "/%00",
            "/..%2f",
            "//",
            "*",
            "http://localhost/a",
            "http://evil.example/",
            "/healthz",
            "/é");
    private static final List<String> VERSIONS = List.of("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/9", "");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/cloudevents+json",
            "application/cloudevents-batch+json",
            "application/cloudevents+xml",
            "text/plain; charset=utf-8",
            "a/b;c=\"",
            "\u00ff");
    private static final List<String> VALUES = List.of(
            "1",
            "",
            "t",
            "/s",
            "1.0",
            "0.3",
            "%",
            "%C3%A4",
            "%FF",
            "\"q\\\"\"",
            "2026-01-01T00:00:00Z",
            "\u00e4",
            "a\tb");
    private static final List<String> NAMES = List.of(
            "ce-specversion",
            "ce-id",
            "ce-source",
            "ce-type",
            "ce-time",
            "ce-subject",
            "ce-x",
            "ce-",
            "ce-DataContentType",
            "Content-Type",
            "Content-Encoding",
            "Host",
            "Connection",
            "Expect",
            "Upgrade",
            "Transfer-Encoding",
            "Content-Length",
            "X");
    private static final List<String> JSON = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"specversion\"",
            "\"1.0\"",
            "\"id\"",
            "\"source\"",
            "\"type\"",
            "\"data\"",
            "\"data_base64\"",
            "\"AA==\"",
            "1e400",
            "-0",
            "null",
            "true",
            "\"\\ud800\"",
            "\"\u00c3\u00a4\"",
            " ");

    private final Random random;
    private boolean framed;

    RequestGenerator(long seed) {
        this.random = new Random(seed);
    }

    private String of(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    /// Once in so many times, and then the request's end is not sure.
    private boolean rarely(int count) {
        boolean now = oneIn(count);
        framed &= !now;
        return now;
    }

    /// A request.
    ///
    /// @param text its characters are bytes
    /// @param framed whether its end is where it says, so that another one may follow
    record Generated(String text, boolean framed) {}

    /// The next request.
    Generated next() {
        framed = true;
        StringBuilder text = new StringBuilder();
        boolean wild = oneIn(4);
        framed &= !wild;
        text.append(wild ? of(METHODS) : "POST")
                .append(' ')
                .append(wild ? of(TARGETS) : "/")
                .append(' ');
        text.append(wild ? of(VERSIONS) : "HTTP/1.1").append(wild && oneIn(20) ? "\n" : "\r\n");
        if (!wild || !oneIn(10)) {
            text.append("Host: localhost\r\n");
        }
        String body = body();
        String type = of(TYPES);
        if (!oneIn(3)) {
            text.append("ce-specversion: 1.0\r\nce-id: ")
                    .append(of(VALUES))
                    .append("\r\nce-source: /s\r\nce-type: t\r\n");
        }
        text.append("Content-Type: ").append(type).append("\r\n");
        for (int i = random.nextInt(4); wild && i > 0; i--) {
            text.append(of(NAMES))
                    .append(oneIn(30) ? " : " : ": ")
                    .append(of(VALUES))
                    .append("\r\n");
        }
        if (oneIn(2)) {
            int wrong = rarely(50) ? 1 : 0;
            text.append("Content-Length: ")
                    .append(body.length() + wrong)
                    .append("\r\n\r\n")
                    .append(body);
        } else {
            text.append("Transfer-Encoding: chunked\r\n\r\n").append(chunked(body));
        }
        if (rarely(20)) {
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
        }
        return new Generated(text.toString(), framed);
    }

    private String body() {
        StringBuilder body = new StringBuilder();
        if (oneIn(2)) {
            body.append("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":");
            body.append(of(JSON)).append('}');
            return oneIn(2) ? body.toString() : "[" + body + "," + body + "]";
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            body.append(of(JSON));
        }
        return body.toString();
    }

    private String chunked(String body) {
        StringBuilder chunks = new StringBuilder();
        int at = 0;
        while (at < body.length()) {
            int length = Math.min(body.length() - at, 1 + random.nextInt(20));
            chunks.append(rarely(100) ? "+" : "").append(Integer.toHexString(length));
            chunks.append(oneIn(10) ? ";e=\"v\"" : "").append("\r\n").append(body, at, at + length);
            chunks.append(rarely(200) ? "\n" : "\r\n");
            at += length;
        }
        return chunks.append("0\r\n")
                .append(oneIn(10) ? "Trailer: 1\r\n" : "")
                .append("\r\n")
                .toString();
    }
}
