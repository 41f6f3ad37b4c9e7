package dev.tmctl.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The lines of a stream that is read while it is written.
final class ReadLines {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Thread reader;

    /// Starts to read.
    ReadLines(InputStream stream) {
        this.reader = Thread.ofPlatform().daemon().start(() -> read(stream));
    }

    private void read(InputStream stream) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException killed) {
            lines.add("the output broke off: " + killed.getMessage());
        }
    }

    /// Every line so far.
    List<String> soFar() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /// Waits for the end of the stream.
    void join(Duration timeout) throws InterruptedException {
        reader.join(timeout);
    }
}
