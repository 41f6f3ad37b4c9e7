package dev.tmctl.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpCallTest {
    private static final URI URL = URI.create("http://127.0.0.1:4567/");
    private static final Duration TOOK = Duration.ofNanos(3_149_000);

    @Test
    void should_tell_an_answer() {
        assertThat(new HttpCall("POST", URL, "PutRecord", 200, TOOK, "1b2c", null).line())
                .isEqualTo("POST http://127.0.0.1:4567/ PutRecord: 200 in 3.1 ms, request 1b2c");
    }

    @Test
    void should_tell_that_there_was_no_answer() {
        assertThat(new HttpCall("GET", URL, null, 0, TOOK, null, "connection refused").line())
                .isEqualTo("GET http://127.0.0.1:4567/: no answer (connection refused) in 3.1 ms");
    }
}
