package dev.tmctl.local.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class GoAwayFilterTest {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static byte[] frame(int type, int length) {
        byte[] frame = new byte[9 + length];
        frame[1] = (byte) (length >> 8);
        frame[2] = (byte) length;
        frame[3] = (byte) type;
        Arrays.fill(frame, 9, frame.length, (byte) 7);
        return frame;
    }

    /// However the bytes are cut into pieces, only GOAWAY frames are missing.
    @Property
    void onlyGoAwayIsTakenOut(@ForAll @IntRange(min = 1, max = 400) int piece) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        input.writeBytes(PREFACE);
        expected.writeBytes(PREFACE);
        for (int type : new int[] {4, 1, 7, 0, 7, 7, 8, 0}) {
            byte[] frame = frame(type, type == 4 ? 0 : 100 + type);
            input.writeBytes(frame);
            if (type != 7) {
                expected.writeBytes(frame);
            }
        }
        GoAwayFilter filter = new GoAwayFilter();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        byte[] all = input.toByteArray();
        for (int at = 0; at < all.length; at += piece) {
            output.writeBytes(filter.filter(Arrays.copyOfRange(all, at, Math.min(all.length, at + piece))));
        }
        assertThat(output.toByteArray()).isEqualTo(expected.toByteArray());
    }
}
