package dev.tmctl.local.internal.http;

import java.io.ByteArrayOutputStream;

/// Takes GOAWAY frames out of what an HTTP/2 client sends.
///
/// A client says with it that it opens no more streams, and still waits for those that it has (RFC 9113,
/// 6.8). The
/// server would close the connection at once and cut off answers that are larger than the client's window;
/// the AWS
/// SDK for JavaScript sends it after every response header.
final class GoAwayFilter {

    private static final int PREFACE = 24;
    private static final int HEADER = 9;
    private static final int TYPE = 3;
    private static final int GO_AWAY = 7;

    private final byte[] header = new byte[HEADER];
    private int headerRead;
    private int passing = PREFACE;
    private int dropping;

    /// Takes the next bytes.
    ///
    /// @param input any part of the stream of bytes
    /// @return what remains of it, with what was held back before; may be empty
    byte[] filter(byte[] input) {
        ByteArrayOutputStream output = new ByteArrayOutputStream(input.length + HEADER);
        int at = 0;
        while (at < input.length) {
            int left = input.length - at;
            if (passing > 0) {
                int count = Math.min(passing, left);
                output.write(input, at, count);
                passing -= count;
                at += count;
            } else if (dropping > 0) {
                int count = Math.min(dropping, left);
                dropping -= count;
                at += count;
            } else {
                header[headerRead++] = input[at++];
                if (headerRead == HEADER) {
                    endOfHeader(output);
                }
            }
        }
        return output.toByteArray();
    }

    private void endOfHeader(ByteArrayOutputStream output) {
        headerRead = 0;
        int length = (header[0] & 0xFF) << 16 | (header[1] & 0xFF) << 8 | (header[2] & 0xFF);
        if (header[TYPE] == GO_AWAY) {
            dropping = length;
        } else {
            output.write(header, 0, HEADER);
            passing = length;
        }
    }
}
