package dev.tmctl.cli.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundPreloadTest {
    private static boolean isUnderWay() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("head-start"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "direct", "client", "aws", "plain", "server", "", "nonsense"})
    void should_come_to_an_end_and_keep_no_process_alive(String kind) {
        BackgroundPreload.of(kind);

        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("head-start")))
                .allMatch(Thread::isDaemon);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !isUnderWay());
    }
}
