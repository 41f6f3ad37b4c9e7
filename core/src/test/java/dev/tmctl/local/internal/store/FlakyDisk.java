package dev.tmctl.local.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/// A disk for MVStore that is full after some writes, for the files of one folder.
public final class FlakyDisk extends FilePathWrapper {

    private static final String SCHEME = "flaky";
    private static final Map<String, AtomicLong> WRITES_LEFT = new ConcurrentHashMap<>();

    static {
        FilePath.register(new FlakyDisk());
    }

    /// The name by which MVStore opens a file there.
    static String name(String file) {
        return SCHEME + ":" + file;
    }

    /// Sets after how many writes it is full.
    static void setWritesLeft(Path folder, long writes) {
        WRITES_LEFT.computeIfAbsent(folder.toString(), key -> new AtomicLong()).set(writes);
    }

    /// How many writes there were since it was last set.
    static long writesLeft(Path folder) {
        return WRITES_LEFT.getOrDefault(folder.toString(), new AtomicLong()).get();
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        String file = name.substring(SCHEME.length() + 1);
        AtomicLong left = WRITES_LEFT.get(String.valueOf(Path.of(file).getParent()));
        return new Channel(super.open(mode), left == null ? new AtomicLong(Long.MAX_VALUE) : left);
    }

    private static final class Channel extends FileBaseDefault {
        private final FileChannel base;
        private final AtomicLong writesLeft;

        Channel(FileChannel base, AtomicLong writesLeft) {
            this.base = base;
            this.writesLeft = writesLeft;
        }

        private void requireRoom() throws IOException {
            if (writesLeft.decrementAndGet() < 0) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return base.read(target, position);
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            requireRoom();
            return base.write(source, position);
        }

        @Override
        public long size() throws IOException {
            return base.size();
        }

        @Override
        public void force(boolean metaData) throws IOException {
            requireRoom();
            base.force(metaData);
        }

        @Override
        protected void implTruncate(long newSize) throws IOException {
            base.truncate(newSize);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            base.close();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return base.tryLock(position, size, shared);
        }
    }
}
