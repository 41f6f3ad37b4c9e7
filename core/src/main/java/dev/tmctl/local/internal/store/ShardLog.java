package dev.tmctl.local.internal.store;

import dev.tmctl.files.FileProblem;
import dev.tmctl.files.PrivateFiles;
import dev.tmctl.local.internal.model.Position;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The records of one shard: an append-only log in segment files.
///
/// An append returns once the records are with the operating system, so they survive the death of this
/// process. Appends that wait for each other are written together by the one that holds the lock (group
/// commit).
public final class ShardLog implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(ShardLog.class);
    private static final long SEGMENT_BYTES = 64L * 1024 * 1024;

    /// Bounds by how much the space of expired records outlives them.
    private static final long SEGMENT_MILLIS = Duration.ofHours(1).toMillis();

    private final Path directory;
    private final InstantSource clock;
    private final WriteBuffers buffers;
    private final WriteHealth health;
    private final ConcurrentLinkedQueue<PendingAppend> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile List<Segment> segments = List.of();
    private volatile Position last;
    private long nextNumber;
    private @Nullable FileChannel channel;
    private boolean sealed;
    private boolean closed;

    /// Opens the log and drops what a crash left half-written at its end.
    ///
    /// @param directory where its segments are; made with the first record
    /// @param start a position before the first record
    /// @param health receives whether its files can be written
    ShardLog(Path directory, Position start, InstantSource clock, WriteBuffers buffers, WriteHealth health)
            throws IOException {
        this.directory = directory;
        this.clock = clock;
        this.buffers = buffers;
        this.health = health;
        this.last = start;
        recover();
    }

    private void recover() throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(directory)) {
            files = listed.filter(file -> Segment.numberOf(file) >= 0)
                    .sorted(Comparator.comparingLong(Segment::numberOf))
                    .toList();
        }
        List<Segment> found = new ArrayList<>();
        for (Path file : files.reversed()) {
            nextNumber = Math.max(nextNumber, Segment.numberOf(file) + 1);
            Segment segment = found.isEmpty() ? newest(file) : followed(file);
            if (segment != null) {
                found.addFirst(segment);
            }
        }
        segments = List.copyOf(found);
    }

    private @Nullable Segment newest(Path file) throws IOException {
        Segment segment = Segment.newest(file, this::advance);
        if (segment == null) {
            SegmentRepair.repair(file, Files.size(file), true);
            segment = Files.exists(file) ? Segment.newest(file, this::advance) : null;
        }
        return segment;
    }

    private static @Nullable Segment followed(Path file) throws IOException {
        Segment segment = Segment.followed(file);
        if (segment == null) {
            SegmentRepair.repair(file, Files.size(file), false);
            segment = Files.exists(file) ? Segment.followed(file) : null;
        }
        return segment;
    }

    private void advance(Position position) {
        last = position;
    }

    /// Appends records, in order, after every record that the log has.
    ///
    /// @param after their sequence numbers must be above this position too; null for no such wish
    /// @throws ShardClosedException when the shard takes no more records
    /// @throws IOException when nothing was written
    public Appended append(List<NewRecord> records, @Nullable Position after) throws IOException, ShardClosedException {
        PendingAppend mine = new PendingAppend(records, after);
        queue.add(mine);
        lock.lock();
        try {
            if (!mine.isDone()) {
                writeQueued();
            }
        } finally {
            lock.unlock();
        }
        return mine.result();
    }

    private void writeQueued() {
        List<PendingAppend> batch = new ArrayList<>();
        for (PendingAppend next = queue.poll(); next != null; next = queue.poll()) {
            batch.add(next);
        }
        if (closed) {
            batch.forEach(append -> append.fail(new IOException("log closed")));
            return;
        }
        if (sealed) {
            batch.forEach(append -> append.fail(new ShardClosedException()));
            return;
        }
        ByteBuffer buffer = buffers.take();
        try {
            write(batch, buffer);
            health.succeeded(directory);
        } catch (IOException | RuntimeException problem) {
            health.failed(directory, reason(problem), "records for it are refused");
            LOG.debug("cannot write {} calls' records to {}", batch.size(), directory, problem);
            batch.forEach(append -> append.fail(problem));
        } finally {
            buffers.giveBack(buffer);
        }
    }

    private static String reason(Exception problem) {
        return problem instanceof IOException io ? FileProblem.inWords(io) : problem.toString();
    }

    private void write(List<PendingAppend> batch, ByteBuffer buffer) throws IOException {
        Position before = last;
        Segment segment = activeSegment();
        SegmentWriter writer = new SegmentWriter(segment, openChannel(segment), buffer);
        try {
            for (PendingAppend append : batch) {
                append.place(last, Math.max(clock.millis(), last.millis()));
                long counter = append.placed().firstCounter();
                for (NewRecord record : append.records()) {
                    writer.write(record, append.placed().millis(), counter++);
                }
                last = new Position(append.placed().millis(), counter - 1);
            }
            writer.finish();
        } catch (IOException | RuntimeException problem) {
            last = before;
            try {
                writer.undo();
                closeChannel();
            } catch (IOException again) {
                problem.addSuppressed(again);
                channel = null;
            }
            throw problem;
        }
        batch.forEach(PendingAppend::succeed);
    }

    private Segment activeSegment() throws IOException {
        List<Segment> current = segments;
        if (!current.isEmpty()) {
            Segment active = current.getLast();
            boolean fresh = clock.millis() - active.first().millis() < SEGMENT_MILLIS;
            if (active.size() < SEGMENT_BYTES && fresh) {
                return active;
            }
        }
        closeChannel();
        PrivateFiles.createFolder(directory);
        Position first = new Position(Math.max(clock.millis(), last.millis()), last.counter());
        Segment made = Segment.empty(directory, nextNumber, first);
        openChannel(made);
        nextNumber++;
        List<Segment> longer = new ArrayList<>(current);
        longer.add(made);
        segments = List.copyOf(longer);
        return made;
    }

    private FileChannel openChannel(Segment segment) throws IOException {
        if (channel != null && channel.isOpen()) {
            return channel;
        }
        FileChannel opened = FileChannel.open(
                segment.file(),
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE),
                PrivateFiles.fileAttributes(segment.file()));
        channel = opened;
        if (opened.size() < Segment.MAGIC.length) {
            opened.write(ByteBuffer.wrap(Segment.MAGIC), 0);
        }
        // An append that failed may have left something behind.
        opened.truncate(segment.size());
        opened.position(segment.size());
        return opened;
    }

    private void closeChannel() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    /// Position of the newest record, or the start of the shard.
    public Position last() {
        return last;
    }

    /// Stops appends. Those that were accepted are written first.
    ///
    /// @return position of the newest record
    Position seal() {
        lock.lock();
        try {
            sealed = true;
            return last;
        } finally {
            lock.unlock();
        }
    }

    void unseal() {
        lock.lock();
        try {
            sealed = false;
        } finally {
            lock.unlock();
        }
    }

    /// Reads on from a position. Damage that it meets is set aside, and what is whole is read.
    ///
    /// @param after the first record is the next one after it
    /// @param horizonMillis records that arrived before are left out
    /// @param maxBytes bound on data and partition keys, but for the first record
    public ReadResult read(Position after, long horizonMillis, int maxRecords, long maxBytes) throws IOException {
        while (true) {
            try {
                return readWhole(after, horizonMillis, maxRecords, maxBytes);
            } catch (DamagedSegmentException damage) {
                repair(damage);
            }
        }
    }

    private ReadResult readWhole(Position after, long horizonMillis, int maxRecords, long maxBytes) throws IOException {
        Position oldest = Position.beforeMillis(horizonMillis);
        Position from = after.isAfter(oldest) ? after : oldest;
        List<StoredRecord> records = new ArrayList<>();
        long bytes = 0;
        for (Segment segment : segmentsFrom(from)) {
            try (FrameReader reader = segment.readerFrom(from)) {
                while (reader.next()) {
                    if (reader.millis() < from.millis() || !reader.position().isAfter(from)) {
                        continue;
                    }
                    bytes += reader.recordSize();
                    if (records.size() == maxRecords || (bytes > maxBytes && !records.isEmpty())) {
                        return new ReadResult(records, records.getLast().position(), false);
                    }
                    records.add(reader.record());
                }
                if (reader.torn()) {
                    throw new DamagedSegmentException(segment, reader.nextOffset());
                }
            } catch (NoSuchFileException gone) {
                forget(segment);
            }
        }
        return new ReadResult(
                records, records.isEmpty() ? after : records.getLast().position(), true);
    }

    /// A segment that expired while it was read is known no more.
    private void forget(Segment segment) throws IOException {
        lock.lock();
        try {
            List<Segment> left = new ArrayList<>(segments);
            if (left.remove(segment)) {
                LOG.error("{} is gone, and its records with it", segment.file());
                closeChannel();
                segments = List.copyOf(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// @throws IOException when the damage is not to be found again, so that another attempt would not end
    private void repair(DamagedSegmentException damage) throws IOException {
        lock.lock();
        try {
            Segment damaged = damage.segment();
            int place = segments.indexOf(damaged);
            if (place < 0) {
                // another reader met it too, or it is past retention
                return;
            }
            closeChannel();
            if (!SegmentRepair.repair(damaged.file(), damaged.size(), false)) {
                throw damage;
            }
            List<Segment> repaired = new ArrayList<>(segments);
            Segment whole = Files.exists(damaged.file()) ? Segment.followed(damaged.file()) : null;
            if (whole == null) {
                repaired.remove(place);
            } else {
                repaired.set(place, whole);
            }
            segments = List.copyOf(repaired);
        } finally {
            lock.unlock();
        }
    }

    private List<Segment> segmentsFrom(Position from) {
        List<Segment> all = segments;
        int start = 0;
        while (start + 1 < all.size() && !all.get(start + 1).first().isAfter(from)) {
            start++;
        }
        return all.subList(start, all.size());
    }

    /// Deletes the segments that hold only records from before a time.
    void trim(long horizonMillis) throws IOException {
        lock.lock();
        try {
            List<Segment> kept = new ArrayList<>();
            List<Segment> expired = new ArrayList<>();
            List<Segment> all = segments;
            for (int i = 0; i < all.size(); i++) {
                long nextMillis = i + 1 < all.size() ? all.get(i + 1).first().millis() : last.millis();
                boolean old = all.get(i).isOlderThan(horizonMillis, nextMillis);
                (old ? expired : kept).add(all.get(i));
            }
            if (expired.isEmpty()) {
                return;
            }
            if (kept.isEmpty()) {
                closeChannel();
            }
            segments = List.copyOf(kept);
            for (Segment segment : expired) {
                Files.deleteIfExists(segment.file());
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits for appends that are under way. Later ones are refused.
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            if (channel != null && channel.isOpen()) {
                channel.force(false);
            }
            closeChannel();
        } finally {
            lock.unlock();
        }
    }
}
