package dev.tmctl.local.internal.operations;

import java.io.IOException;

/// An operation of the API.
@FunctionalInterface
public interface Operation {

    /// Does it. The answer is written afterwards.
    ///
    /// @throws dev.tmctl.local.internal.model.KinesisException for errors that the client gets
    /// @throws IOException when the storage fails
    Answer handle(Call call) throws IOException;
}
