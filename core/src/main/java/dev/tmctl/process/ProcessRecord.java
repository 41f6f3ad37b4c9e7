package dev.tmctl.process;

import dev.tmctl.files.BoundedFile;
import dev.tmctl.files.PrivateFiles;
import dev.tmctl.json.FlatObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a process of ours writes about itself once it is ready.
///
/// @param pid the process id
/// @param startedAt when the operating system started it, by the clock of that moment
/// @param port the port it listens on
/// @param fingerprint what it was configured with
/// @param birth with the pid it tells this process from every other, see [ProcessIdentity]; null in a record of
///     tmctl 1.0 and before
/// @param locks whether the process holds the lock beside the record for its life
public record ProcessRecord(
        long pid,
        Instant startedAt,
        int port,
        String fingerprint,
        @Nullable String birth,
        boolean locks) {

    /// A start by the clock is not exact to the last digit when the clock was adjusted.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final int MAX_BYTES = 64 * 1024;

    /// The record of the process that calls this.
    ///
    /// @param locks whether it holds the lock beside the record
    static ProcessRecord ofThisProcess(int port, String fingerprint, boolean locks) {
        ProcessHandle self = ProcessHandle.current();
        Instant start = self.info().startInstant().orElseGet(Instant::now);
        String birth = ProcessIdentity.ofThisProcess().birth();
        return new ProcessRecord(self.pid(), start, port, fingerprint, birth, locks);
    }

    /// Reads a record; nothing when the file is absent or damaged, for then no process can be told from it.
    ///
    /// @throws UncheckedIOException when this user may not read it
    public static Optional<ProcessRecord> read(Path file) {
        try {
            FlatObject object = FlatObject.readOuter(BoundedFile.ownBytes(file, MAX_BYTES));
            if (object == null) {
                return Optional.empty();
            }
            return Optional.of(new ProcessRecord(
                    object.number("pid"),
                    Instant.parse(Objects.requireNonNull(object.text("startedAt"))),
                    Math.toIntExact(object.number("port")),
                    Objects.requireNonNull(object.text("fingerprint")),
                    object.text("birth"),
                    "true".equals(object.fields().get("locks"))));
        } catch (AccessDeniedException e) {
            throw new UncheckedIOException(e);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /// Writes the record so that a reader never sees half of it.
    void write(Path file) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("pid", pid);
        fields.put("startedAt", startedAt.toString());
        fields.put("port", port);
        fields.put("fingerprint", fingerprint);
        fields.put("birth", birth);
        fields.put("locks", locks);
        PrivateFiles.replace(file, new String(FlatObject.write(fields), StandardCharsets.UTF_8) + "\n");
    }

    /// The same of a process whose lock keeps nobody away.
    ProcessRecord withoutLock() {
        return new ProcessRecord(pid, startedAt, port, fingerprint, birth, false);
    }

    /// Which process it is of; null when no process can be told from it any more.
    @Nullable
    ProcessIdentity identity() {
        if (birth != null) {
            return new ProcessIdentity(pid, birth);
        }
        boolean sameStart = ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
        return sameStart ? ProcessIdentity.of(pid) : null;
    }
}
