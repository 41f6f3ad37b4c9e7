package dev.tmctl.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomesJsonTest {
    private static final Outcome STORED = new Outcome.Delivered("shardId-0", "1", "NONE");

    @Test
    void should_read_what_it_wrote() {
        List<Outcome> outcomes = List.of(
                STORED,
                new Outcome.Failed(FailureKind.THROTTLED, "Throttled", "too much", "id-1", 3),
                new Outcome.Failed(FailureKind.UNREACHABLE, "Timeout", "no \"answer\"", null, 1));

        assertThat(OutcomesJson.read(OutcomesJson.write(outcomes))).isEqualTo(outcomes);
    }

    /// A later adapter may say more, and an earlier one less.
    @Test
    void should_overlook_what_it_does_not_know() {
        assertThat(OutcomesJson.readResult(
                        "{\"ShardId\":\"shardId-0\",\"more\":{\"a\":[1]},\"SequenceNumber\":\"1\",\"EncryptionType\":\"NONE\"}"
                                .getBytes(UTF_8)))
                .isEqualTo(STORED);
        assertThat(OutcomesJson.read(
                        "[{\"kind\":\"THROTTLED\",\"code\":\"C\",\"requestId\":7,\"more\":[]}]".getBytes(UTF_8)))
                .containsExactly(new Outcome.Failed(FailureKind.THROTTLED, "C", "", null, 1));
    }

    @Test
    void should_refuse_what_is_something_else() {
        for (String body : List.of("{}", "[1]", "[{\"kind\":\"NONSENSE\"}]", "[{}]", "[{}", "")) {
            assertThat(OutcomesJson.read(body.getBytes(UTF_8))).as(body).isNull();
        }
    }
}
