package dev.tmctl.delivery.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.files.LockedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far a bulk send has come, on disk: everything before is known to be delivered or in the file of failed
/// events. It is replaced as a whole, so that a run that is killed leaves the last one. One run at a time has
/// it.
public final class Journal implements AutoCloseable {
    private static final int MAX_BYTES = 64 * 1024;
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private final Path file;
    private final LockedFile locked;
    private final boolean isNew;

    private Journal(Path file, LockedFile locked, boolean isNew) {
        this.file = file;
        this.locked = locked;
        this.isNew = isNew;
    }

    /// Opens a journal for one run; a file that is not there is made, and is a journal that says nothing yet.
    ///
    /// @throws FileInUseException when another run has it
    static Journal open(Path file) throws IOException {
        boolean isNew = Files.notExists(file);
        LockedFile locked = LockedFile.tryOpen(file);
        if (locked == null) {
            throw new FileInUseException(file);
        }
        return new Journal(file, locked, isNew);
    }

    /// One state of a run.
    ///
    /// @param stream the ARN of the stream that it sends to
    /// @param elements how many elements of the input are done with
    /// @param digest of those elements
    /// @param delivered how many of them are stored
    /// @param failed how many of them are not
    /// @param failedFile the file of failed events, or null when there is none
    /// @param failedBytes how much of it belongs to what is done with
    /// @param complete whether the input had ended
    public record State(
            String stream,
            long elements,
            String digest,
            long delivered,
            long failed,
            @Nullable String failedFile,
            long failedBytes,
            boolean complete) {}

    /// The last state, or none when there is no journal yet.
    ///
    /// @throws JournalException when the file is something else
    Optional<State> read() throws IOException {
        return state(file, locked.read(MAX_BYTES + 1));
    }

    /// The last state of a journal that is in no use.
    static Optional<State> read(Path file) throws IOException {
        return state(file, Files.readAllBytes(file));
    }

    private static Optional<State> state(Path file, byte[] json) throws IOException {
        if (json.length == 0) {
            return Optional.empty();
        }
        if (json.length > MAX_BYTES) {
            throw new JournalException(file + " is not a journal of a send: it is too large");
        }
        try {
            State state = MAPPER.readValue(json, State.class);
            if (state == null
                    || state.stream() == null
                    || state.digest() == null
                    || state.elements() < 0
                    || state.failedBytes() < 0) {
                throw new JournalException(file + " is not a journal of a send");
            }
            return Optional.of(state);
        } catch (JsonProcessingException e) {
            throw new JournalException(file + " is not a journal of a send");
        }
    }

    /// Replaces the state.
    void write(State state) throws IOException {
        locked.replace(MAPPER.writeValueAsString(state) + "\n");
    }

    /// Whether no other run can have it at the same time.
    boolean isLocked() {
        return locked.isLocked();
    }

    /// Gives it back as it was before it was opened, if nothing was written.
    void discard() throws IOException {
        if (isNew && locked.channel().size() == 0) {
            Files.deleteIfExists(file);
        }
        locked.close();
    }

    @Override
    public void close() throws IOException {
        locked.close();
    }
}
