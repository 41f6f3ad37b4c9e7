package dev.tmctl.lifecycle;

import dev.tmctl.target.KinesisTarget;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `create` did.
///
/// @param change what became of the manifest
/// @param target as it is stored now
/// @param adapter where the adapter listens, or null when it was not started
/// @param notes what the user should know beside it
public record CreateResult(
        Change change, KinesisTarget target, @Nullable URI adapter, List<String> notes) {
    /// What became of the manifest.
    public enum Change {
        /// The target is new.
        CREATED,
        /// It was there with another spec.
        UPDATED,
        /// It was there as it is.
        UNCHANGED
    }
}
