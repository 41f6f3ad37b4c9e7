package dev.tmctl.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// The two servers that a class of tests tortures.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TorturedServers {
    private final Map<String, HttpSubject> servers = new LinkedHashMap<>();

    @BeforeAll
    void start() throws IOException {
        servers.put("adapter", HttpSubject.adapter());
        servers.put("local Kinesis", HttpSubject.localKinesis());
    }

    @AfterAll
    void stop() {
        servers.values().forEach(HttpSubject::close);
        servers.clear();
    }

    /// Their names.
    static Stream<String> subjects() {
        return Stream.of("adapter", "local Kinesis");
    }

    HttpSubject server(String subject) {
        return Objects.requireNonNull(servers.get(subject));
    }
}
