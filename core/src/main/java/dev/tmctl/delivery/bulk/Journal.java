package dev.tmctl.delivery.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.files.BoundedFile;
import dev.tmctl.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far a bulk send has come, on disk: everything before is known to be delivered or in the file of failed events.
/// It is replaced as a whole, so that a run that is killed leaves the last one.
public final class Journal {
    private static final int MAX_BYTES = 64 * 1024;
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private final Path file;

    public Journal(Path file) {
        this.file = file;
    }

    /// One state of a run.
    ///
    /// @param stream the ARN of the stream that it sends to
    /// @param elements how many elements of the input are done with
    /// @param digest of those elements
    /// @param delivered how many of them are stored
    /// @param failed how many of them are not
    /// @param failedFile the file of failed events, or null when there is none
    /// @param failedBytes its length
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
    public Optional<State> read() throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            throw new JournalException(file + " is not a journal of a send: it is no regular file");
        }
        if (Files.size(file) == 0) {
            return Optional.empty();
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new JournalException(file + " is not a journal of a send: it is too large");
        }
        try {
            State state = MAPPER.readValue(BoundedFile.ownBytes(file, MAX_BYTES), State.class);
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
    public void write(State state) throws IOException {
        PrivateFiles.replace(file, MAPPER.writeValueAsString(state) + "\n");
    }
}
