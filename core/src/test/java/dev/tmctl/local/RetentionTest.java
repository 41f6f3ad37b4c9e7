package dev.tmctl.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesis.model.ScalingType;

/// What an odd clock does to records that are kept for 24 hours: nothing.
class RetentionTest extends LocalKinesisFixture {

    private static final Duration LONG = Duration.ofDays(2);

    private long files() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("streams"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private void fill() {
        Clients.createStream(client, "s", 1);
        put("closed");
        client.updateShardCount(
                request -> request.streamName("s").targetShardCount(2).scalingType(ScalingType.UNIFORM_SCALING));
        put("open");
    }

    private void assertAllThere() throws IOException {
        assertThat(files()).isEqualTo(2);
        assertThat(Clients.shards(client, "s")).hasSize(3);
        assertThat(Clients.readAll(client, "s"))
                .extracting(record -> record.data().asUtf8String())
                .containsExactlyInAnyOrder("closed", "open");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 599})
    void clockThatIsAheadForAMomentDeletesAndHidesNothing(int seconds) throws IOException {
        fill();
        clock.advance(Duration.ofHours(1));
        clock.jump(LONG);
        kinesis.expireNow();
        assertAllThere();
        clock.advance(Duration.ofSeconds(seconds));
        kinesis.expireNow();
        assertAllThere();
        clock.jump(LONG.negated());
        kinesis.expireNow();
        assertAllThere();
        clock.advance(Duration.ofHours(1));
        kinesis.expireNow();
        assertAllThere();
    }

    @Test
    void clockThatIsAheadAtTheStartDeletesNothing() throws IOException {
        fill();
        clock.jump(LONG);
        restart(false);
        kinesis.expireNow();
        assertThat(files()).isEqualTo(2);
        clock.jump(LONG.negated());
        kinesis.expireNow();
        restart(false);
        assertAllThere();
    }

    /// A record that is written then does not look old when the clock is right again.
    @Test
    void clockThatIsBehindForAMomentDoesNotAgeWhatIsWritten() throws IOException {
        Clients.createStream(client, "s", 1);
        clock.advance(Duration.ofHours(23));
        clock.jump(LONG.negated());
        put("new");
        clock.jump(LONG);
        clock.advance(Duration.ofHours(2));
        kinesis.expireNow();
        assertThat(Clients.readAll(client, "s")).hasSize(1);
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void clockThatStaysAheadIsBelieved() throws IOException {
        fill();
        clock.jump(LONG);
        kinesis.expireNow();
        clock.advance(Duration.ofMinutes(10));
        kinesis.expireNow();
        assertThat(files()).isZero();
        assertThat(Clients.readAll(client, "s")).isEmpty();
    }
}
