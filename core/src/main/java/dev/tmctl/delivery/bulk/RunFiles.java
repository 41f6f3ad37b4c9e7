package dev.tmctl.delivery.bulk;

import dev.tmctl.delivery.Outcome;
import dev.tmctl.delivery.bulk.Journal.State;
import dev.tmctl.event.EventStream;
import dev.tmctl.event.EventStream.Element;
import dev.tmctl.event.InputDigest;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a run leaves on disk: the file of failed events and the journal, which always fit together.
public final class RunFiles implements AutoCloseable {
    /// What is settled in between is sent again after a `kill -9`: at full speed that is thousands of events.
    private static final long WRITE_EVERY = Duration.ofMillis(100).toNanos();

    /// A slow disk gets time for other things.
    private static final long PAUSE_PER_WRITE = 4;

    private final @Nullable FailedEventsFile failedEvents;
    private final @Nullable Journal journal;
    private final State before;
    private State reached;
    private State written;
    private long dueAt = System.nanoTime() + WRITE_EVERY;
    private boolean closed;

    private RunFiles(@Nullable FailedEventsFile failedEvents, @Nullable Journal journal, State before) {
        this.failedEvents = failedEvents;
        this.journal = journal;
        this.before = before;
        this.reached = before;
        this.written = before;
    }

    /// Opens the files and goes on where the journal says. No other run can have one of them until they are
    /// closed.
    ///
    /// @param stream the ARN of the stream to send to
    /// @param failedEvents where failed events go, or null
    /// @param journal where the journal is, or null
    /// @throws FileInUseException when another run has one of them
    /// @throws JournalException when the journal is of another stream, or none
    public static RunFiles open(String stream, @Nullable Path failedEvents, @Nullable Path journal) throws IOException {
        Journal kept = journal == null ? null : Journal.open(journal);
        try {
            return open(stream, failedEvents, kept, journal);
        } catch (IOException | RuntimeException e) {
            if (kept != null) {
                kept.discard();
            }
            throw e;
        }
    }

    private static RunFiles open(
            String stream, @Nullable Path failedEvents, @Nullable Journal kept, @Nullable Path journal)
            throws IOException {
        Optional<State> found = kept == null ? Optional.empty() : kept.read();
        String name = failedEvents == null
                ? null
                : failedEvents.toAbsolutePath().normalize().toString();
        State last = found.orElse(new State(stream, 0, "", 0, 0, name, 0, false));
        if (!last.stream().equals(stream)) {
            throw new JournalException(journal + " is of a send to " + last.stream() + ", not to " + stream);
        }
        FailedEventsFile file = null;
        State before = last;
        if (failedEvents != null) {
            // only of this file does the journal know the length
            boolean sameFile = found.isPresent() && Objects.equals(name, last.failedFile());
            file = sameFile
                    ? FailedEventsFile.goOn(failedEvents, last.failedBytes())
                    : FailedEventsFile.append(failedEvents);
            before = new State(
                    stream,
                    last.elements(),
                    last.digest(),
                    last.delivered(),
                    last.failed(),
                    name,
                    file.settled(),
                    last.complete());
        }
        try {
            if (kept != null && !before.equals(found.orElse(null))) {
                // a run that is killed before it comes far leaves failed events behind that the next one meets again
                kept.write(before);
            }
            return new RunFiles(file, kept, before);
        } catch (IOException e) {
            if (file != null) {
                file.breakOff();
            }
            throw e;
        }
    }

    /// Which of the files other runs could use at the same time, because their file systems keep no locks:
    /// `--failed`, `--resume`.
    public List<String> withoutLocks() {
        List<String> options = new ArrayList<>();
        if (failedEvents != null && !failedEvents.isLocked()) {
            options.add("--failed");
        }
        if (journal != null && !journal.isLocked()) {
            options.add("--resume");
        }
        return options;
    }

    /// What earlier runs have done.
    public State before() {
        return before;
    }

    /// Passes over what earlier runs have done, and checks that it is the same input.
    ///
    /// @throws JournalException when it is not
    public void goOn(EventStream input, InputDigest digest) throws IOException {
        if (before.elements() == 0) {
            return;
        }
        long skipped = input.skip(before.elements());
        if (skipped < before.elements() || !digest.soFar().equals(before.digest())) {
            throw new JournalException("the input is not the one that the journal is of: its first " + before.elements()
                    + " elements differ");
        }
    }

    /// Keeps an element that is no event.
    public void invalid(Element element) throws IOException {
        if (failedEvents != null) {
            failedEvents.addInvalid(element);
        }
    }

    /// Keeps an event that was not stored.
    public void failed(CloudEvent event, Outcome.Failed failure) throws IOException {
        if (failedEvents != null) {
            failedEvents.add(event, failure);
        }
    }

    /// Notes how far the run has come; on disk ten times a second at most, and when it is closed. Where
    /// failed ones are kept nowhere, the journal stays before the first of them: the next run must meet it
    /// again.
    public void reached(BulkResult result, String digest, boolean complete) throws IOException {
        if (failedEvents == null && result.failed() > 0) {
            return;
        }
        reached = new State(
                before.stream(),
                before.elements() + result.read(),
                digest,
                before.delivered() + result.delivered(),
                before.failed() + result.failed(),
                before.failedFile(),
                failedEvents == null ? before.failedBytes() : failedEvents.settled(),
                complete);
        writeWhenDue();
    }

    /// Writes what was noted and is not on disk, if the last time is long enough ago.
    public void writeWhenDue() throws IOException {
        if (System.nanoTime() - dueAt >= 0) {
            write();
        }
    }

    void write() throws IOException {
        if (journal == null || reached.equals(written)) {
            return;
        }
        long start = System.nanoTime();
        force();
        journal.write(reached);
        written = reached;
        long end = System.nanoTime();
        dueAt = end + Math.max(WRITE_EVERY, PAUSE_PER_WRITE * (end - start));
    }

    /// Writes failed events to disk before the journal counts them.
    void force() throws IOException {
        if (failedEvents != null) {
            failedEvents.force();
        }
    }

    /// Leaves on disk what is there now, as a killed process does.
    void breakOff() throws IOException {
        closed = true;
        if (failedEvents != null) {
            failedEvents.breakOff();
        }
        if (journal != null) {
            journal.close();
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (journal;
                failedEvents) {
            write();
        }
    }
}
