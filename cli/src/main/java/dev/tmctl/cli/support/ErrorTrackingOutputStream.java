package dev.tmctl.cli.support;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Remembers why an output could not be written, which a `PrintWriter` forgets.
public final class ErrorTrackingOutputStream extends FilterOutputStream {
    private volatile @Nullable IOException failure;

    public ErrorTrackingOutputStream(OutputStream out) {
        super(new BufferedOutputStream(out));
    }

    @Override
    public void write(int b) throws IOException {
        try {
            out.write(b);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    private IOException remembered(IOException e) {
        if (failure == null) {
            failure = e;
        }
        return e;
    }

    /// Why something could not be written; empty when everything was, and when the reader has gone away: that is the
    /// reader's choice, not a failure.
    public Optional<String> problem() {
        IOException e = failure;
        if (e == null) {
            return Optional.empty();
        }
        String message = String.valueOf(e.getMessage());
        return message.contains("Broken pipe") || message.contains("Connection reset")
                ? Optional.empty()
                : Optional.of(message);
    }
}
