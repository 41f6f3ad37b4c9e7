package dev.tmctl.delivery.engine;

import dev.tmctl.delivery.Outcome;
import java.time.Duration;

/// Hears what the engine does. Called under the engine's lock: it must be quick and must not call back.
public interface EngineListener {
    /// Nobody listens.
    EngineListener NONE = new EngineListener() {};

    /// A request came back.
    ///
    /// @param records how many it held
    /// @param bytes how many bytes they had
    /// @param took from its departure to its answer
    default void requested(int records, int bytes, Duration took) {}

    /// A record was acknowledged.
    ///
    /// @param took from its submission on
    default void delivered(String shardId, int bytes, Duration took) {}

    /// A record will be sent again.
    ///
    /// @param cause why the last attempt failed
    default void retried(Outcome.Failed cause) {}

    /// A record failed for good.
    default void failed(String code) {}
}
