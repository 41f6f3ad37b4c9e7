package dev.tmctl.process;

import dev.tmctl.files.BoundedFile;
import dev.tmctl.files.PrivateFiles;
import dev.tmctl.json.FlatObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a process of ours writes about itself once it is ready.
///
/// @param pid the process id
/// @param startedAt when the operating system started it: with the pid it tells this process from a later one
/// @param port the port it listens on
/// @param fingerprint what it was configured with
public record ProcessRecord(long pid, Instant startedAt, int port, String fingerprint) {
    /// The operating system's start times are not exact to the last digit across clock adjustments.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final int MAX_BYTES = 64 * 1024;

    /// The record of the process that calls this.
    public static ProcessRecord ofThisProcess(int port, String fingerprint) {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessRecord(self.pid(), self.info().startInstant().orElseGet(Instant::now), port, fingerprint);
    }

    /// Reads a record; nothing when the file is absent or damaged, for then no process can be told from it.
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
                    Objects.requireNonNull(object.text("fingerprint"))));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /// Writes the record so that a reader never sees half of it.
    public void write(Path file) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pid", pid);
        fields.put("startedAt", startedAt.toString());
        fields.put("port", port);
        fields.put("fingerprint", fingerprint);
        PrivateFiles.replace(file, new String(FlatObject.write(fields), StandardCharsets.UTF_8) + "\n");
    }

    /// The process, if it is alive and really this one.
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
                        .orElse(false));
    }
}
