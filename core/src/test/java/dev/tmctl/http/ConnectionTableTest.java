package dev.tmctl.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// How much is read of whom while many have sent requests whose headers do not end.
class ConnectionTableTest {
    private static final int KIB = 1024;
    private static final int ALL = Integer.MAX_VALUE;

    private final AtomicLong nanos = new AtomicLong();
    private final ConnectionTable table = new ConnectionTable(
            new HttpLimits(100, 64 * KIB, 100 * KIB, Duration.ofSeconds(20), Duration.ofMinutes(5)), nanos::get);

    private record TestPeer(boolean isHttp2, List<CloseReason> aborted) implements ConnectionTable.Peer {
        TestPeer(boolean isHttp2) {
            this(isHttp2, new ArrayList<>());
        }

        @Override
        public void abort(CloseReason reason) {
            aborted.add(reason);
        }
    }

    private ConnectionTable.Entry entry(boolean isHttp2, int bytes) {
        ConnectionTable.Entry entry = table.entry(new TestPeer(isHttp2));
        entry.opened();
        if (bytes > 0) {
            entry.received(bytes);
        }
        return entry;
    }

    private void fillHalf() {
        entry(false, 51 * KIB);
    }

    @Test
    void readsAllThatIsThereWhileLittleIsUnfinished() {
        assertThat(entry(false, 0).allowance()).isEqualTo(ALL);
        assertThat(entry(false, 50 * KIB).allowance()).isEqualTo(ALL);
    }

    @Test
    void readsAsMuchAsUsualHeadersTakeWhileMuchIsUnfinished() {
        fillHalf();
        assertThat(entry(false, 0).allowance()).isEqualTo(4 * KIB);
        assertThat(entry(false, KIB).allowance()).isEqualTo(3 * KIB);
    }

    @Test
    void readsLargeHeadersInTurnWhileMuchIsUnfinished() {
        fillHalf();
        ConnectionTable.Entry one = entry(false, 4 * KIB);
        ConnectionTable.Entry other = entry(false, 5 * KIB);
        assertThat(one.allowance()).isEqualTo(ALL);
        assertThat(other.allowance()).isZero();
        nanos.addAndGet(Duration.ofMillis(10).toNanos() - 1);
        assertThat(one.allowance()).isZero();
        nanos.incrementAndGet();
        assertThat(other.allowance()).isEqualTo(ALL);
        assertThat(one.allowance()).isZero();
    }

    @Test
    void readsOnWhereHeadersAreComplete() {
        fillHalf();
        ConnectionTable.Entry body = entry(false, 4 * KIB);
        body.begun();
        body.received(16 * KIB);
        assertThat(body.allowance()).isEqualTo(ALL);
        assertThat(entry(true, 16 * KIB).allowance()).isEqualTo(ALL);
    }

    @Test
    void readsOnWhenOthersHaveEnded() {
        ConnectionTable.Entry other = entry(false, 51 * KIB);
        ConnectionTable.Entry one = entry(false, 0);
        assertThat(one.allowance()).isEqualTo(4 * KIB);
        other.closed();
        assertThat(one.allowance()).isEqualTo(ALL);
    }
}
