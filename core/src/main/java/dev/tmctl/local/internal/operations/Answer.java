package dev.tmctl.local.internal.operations;

import java.io.IOException;

/// The members of an answer, or of a structure in it.
@FunctionalInterface
public interface Answer {

    /// For operations without output: an empty body.
    Answer EMPTY = writer -> {};

    void write(ResponseWriter writer) throws IOException;
}
