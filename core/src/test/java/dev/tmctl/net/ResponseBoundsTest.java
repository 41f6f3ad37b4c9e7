package dev.tmctl.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ResponseBoundsTest {
    private final AtomicInteger aborts = new AtomicInteger();

    private static InputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    /// Without end; counts what was read.
    private static InputStream endless(AtomicLong read) {
        return new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return 0;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                read.addAndGet(length);
                return length;
            }
        };
    }

    @Test
    void should_read_a_body_up_to_its_bound() throws IOException {
        assertThat(ResponseBounds.read(bytes(10), 10)).hasSize(10);
        assertThatThrownBy(() -> ResponseBounds.read(bytes(11), 10))
                .isInstanceOf(IOException.class)
                .hasMessage("the answer has more than 10 bytes");
        try (InputStream body = ResponseBounds.bounded(bytes(10), 10, aborts::incrementAndGet)) {
            assertThat(body.read()).isZero();
            assertThat(body.skip(4)).isEqualTo(4);
            assertThat(body.readAllBytes()).hasSize(5);
        }
        assertThat(aborts).hasValue(0);
    }

    @Test
    void should_break_off_behind_the_bound() {
        InputStream body = ResponseBounds.bounded(endless(new AtomicLong()), 10, aborts::incrementAndGet);
        assertThatThrownBy(body::readAllBytes).hasMessage("the answer has more than 10 bytes");
        assertThat(aborts).hasValue(1);
    }

    /// The library would read it to its end, which never comes.
    @Test
    void should_not_read_what_nobody_wants() throws IOException {
        AtomicLong read = new AtomicLong();
        InputStream body = ResponseBounds.bounded(endless(read), 1L << 40, aborts::incrementAndGet);
        assertThat(body.read()).isZero();
        body.close();
        assertThat(aborts).hasValue(1);
        assertThat(read.get()).isLessThan(100_000);
    }

    /// So that the connection can be used again.
    @Test
    void should_read_a_short_rest() throws IOException {
        InputStream rest = bytes(1000);
        ResponseBounds.bounded(rest, 2000, aborts::incrementAndGet).close();
        assertThat(rest.available()).isZero();
        assertThat(aborts).hasValue(0);
    }
}
