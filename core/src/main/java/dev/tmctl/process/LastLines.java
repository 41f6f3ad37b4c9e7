package dev.tmctl.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Where the last lines of a file are, in the memory of one block.
///
/// @param start where they begin, in bytes
/// @param end the file's size when it was looked at
/// @param count how many there are, which may be fewer than were asked for
record LastLines(long start, long end, long count) {
    private static final int BLOCK = 64 * 1024;

    /// Looks for lines from the end of a file backwards.
    static LastLines of(FileChannel file, long wanted) throws IOException {
        long end = file.size();
        if (wanted <= 0 || end == 0) {
            return new LastLines(end, end, 0);
        }
        long feeds = 0;
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        for (long from = Math.max(0, end - BLOCK), until = end; until > 0; from = Math.max(0, from - BLOCK)) {
            int length = read(file, block, from, (int) (until - from));
            for (int i = length - 1; i >= 0; i--) {
                // the last line's own end separates it from nothing
                if (block.get(i) == '\n' && from + i < end - 1 && ++feeds == wanted) {
                    return new LastLines(from + i + 1, end, wanted);
                }
            }
            until = from;
        }
        return new LastLines(0, end, feeds + 1);
    }

    private static int read(FileChannel file, ByteBuffer block, long from, int length) throws IOException {
        block.clear().limit(length);
        while (block.hasRemaining()) {
            if (file.read(block, from + block.position()) < 0) {
                // emptied meanwhile; whoever asked looks again
                break;
            }
        }
        return block.position();
    }
}
