package dev.tmctl.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// The record of the process that calls this.
    public static ProcessRecord ofThisProcess(int port, String fingerprint) {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessRecord(self.pid(), self.info().startInstant().orElseGet(Instant::now), port, fingerprint);
    }

    /// Reads a record; nothing when the file is absent or damaged, for then no process can be told from it.
    public static Optional<ProcessRecord> read(Path file) {
        try {
            JsonNode json = MAPPER.readTree(Files.readString(file));
            return Optional.of(new ProcessRecord(
                    json.required("pid").asLong(),
                    Instant.parse(json.required("startedAt").asText()),
                    json.required("port").asInt(),
                    json.required("fingerprint").asText()));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /// Writes the record so that a reader never sees half of it.
    public void write(Path file) throws IOException {
        ObjectNode json = MAPPER.createObjectNode()
                .put("pid", pid)
                .put("startedAt", startedAt.toString())
                .put("port", port)
                .put("fingerprint", fingerprint);
        try {
            PrivateFiles.replace(file, MAPPER.writeValueAsString(json) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a process record is always JSON", e);
        }
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
