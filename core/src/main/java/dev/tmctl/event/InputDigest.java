package dev.tmctl.event;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/// A SHA-256 over the elements of a stream, so that a later run can tell whether it reads the same ones. Thread-safe.
public final class InputDigest {
    private final MessageDigest sha256 = Sha256.digest();
    private long elements;

    /// A place in the stream.
    ///
    /// @param elements how many are before it
    /// @param digest of those, in hexadecimal digits
    public record Mark(long elements, String digest) {}

    /// Adds one element with its length, so that "ab" and "c" differ from "a" and "bc".
    synchronized void add(byte[] element) {
        elements++;
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(element.length).flip());
        sha256.update(element);
    }

    /// How far the stream was read.
    public synchronized Mark mark() {
        return new Mark(elements, soFar());
    }

    /// The digest of what was added so far, in hexadecimal digits.
    public synchronized String soFar() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) sha256.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }
}
