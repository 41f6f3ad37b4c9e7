package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// A few hundred bytes that stand for gigabytes are refused before anything is expanded.
class AliasBombTest {
    @Test
    void should_refuse_aliases_of_aliases_at_once() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i <= 40; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s, %s, %s]%n".formatted(i, i, alias, alias, alias));
        }
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> Manifest.parse(bomb.toString(), "bomb.yaml"))
                        .isInstanceOf(InvalidManifestException.class)
                        .hasMessage(
                                "bomb.yaml is not valid YAML: it has more than 500000 values (line 12, column 12)"));
    }
}
