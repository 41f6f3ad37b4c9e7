package dev.tmctl.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// An adapter that is a process of the test's own, whatever started it, and its log.
final class ForegroundAdapter implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Process process;
    private final ReadLines lines;

    /// @param process whose standard error is its log
    ForegroundAdapter(Process process) {
        this.process = process;
        this.lines = new ReadLines(process.getErrorStream());
    }

    /// Every line so far.
    List<String> lines() {
        return lines.soFar();
    }

    /// Waits for the line of the log with a message.
    JsonNode awaitMessage(String message) {
        Awaitility.await("a line " + message + " in " + lines())
                .atMost(TIMEOUT)
                .until(() -> !process.isAlive() || find(message) != null);
        JsonNode found = find(message);
        if (found == null) {
            throw new AssertionError("the adapter ended without \"" + message + "\": " + lines());
        }
        return found;
    }

    private @Nullable JsonNode find(String message) {
        try {
            for (String line : lines()) {
                JsonNode entry = line.startsWith("{") ? MAPPER.readTree(line) : MAPPER.missingNode();
                if (entry.path("message").asText().equals(message)) {
                    return entry;
                }
            }
            return null;
        } catch (JsonProcessingException e) {
            throw new AssertionError("a line of the log is not JSON: " + lines(), e);
        }
    }

    /// Waits until it listens; the URL is on this machine.
    URI url() {
        String url =
                awaitMessage("Starting AWS Kinesis Target adapter").path("url").asText();
        return URI.create(url.replace("0.0.0.0", "127.0.0.1"));
    }

    /// The process that was started.
    Process process() {
        return process;
    }

    /// Asks it to end, and waits.
    ///
    /// @return its exit code
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /// Waits for its end.
    ///
    /// @return its exit code
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(TIMEOUT)) {
            throw new AssertionError("the adapter did not end: " + lines());
        }
        lines.join(TIMEOUT);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
