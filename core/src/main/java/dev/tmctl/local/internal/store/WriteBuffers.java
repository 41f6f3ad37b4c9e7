package dev.tmctl.local.internal.store;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/// A few direct buffers that all shard logs share, as most shards are idle at any moment.
final class WriteBuffers {

    private static final int CAPACITY = 512 * 1024;
    private static final int KEPT = 4;

    private final ArrayBlockingQueue<ByteBuffer> idle = new ArrayBlockingQueue<>(KEPT);

    ByteBuffer take() {
        ByteBuffer buffer = idle.poll();
        return buffer == null ? ByteBuffer.allocateDirect(CAPACITY) : buffer.clear();
    }

    void giveBack(ByteBuffer buffer) {
        // When enough are kept, the garbage collector frees it.
        boolean kept = idle.offer(buffer);
        assert kept || idle.remainingCapacity() >= 0;
    }
}
