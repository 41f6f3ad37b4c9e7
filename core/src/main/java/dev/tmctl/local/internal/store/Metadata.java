package dev.tmctl.local.internal.store;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// All that the metadata file holds. Immutable; a change makes a new one.
///
/// @param folderId which data folder it belongs to; empty in a file that an older version wrote
/// @param generation how many changes there were
/// @param nextUid what the next new stream gets
/// @param streams streams in JSON by name
/// @param deletions folders below the folder of streams that are being deleted, such as `7` or
///     `7/shardId-000000000000`
record Metadata(
        String folderId,
        long generation,
        long nextUid,
        NavigableMap<String, String> streams,
        NavigableSet<String> deletions) {

    static final Metadata NONE = new Metadata("", 0, 1, new TreeMap<>(), new TreeSet<>());

    Metadata {
        streams = new TreeMap<>(streams);
        deletions = new TreeSet<>(deletions);
    }

    Metadata of(String newFolderId) {
        return new Metadata(newFolderId, generation, nextUid, streams, deletions);
    }

    Metadata with(String stream, long uid, String json) {
        TreeMap<String, String> changed = new TreeMap<>(streams);
        changed.put(stream, json);
        return new Metadata(folderId, generation, Math.max(nextUid, uid + 1), changed, deletions);
    }

    Metadata without(String stream) {
        TreeMap<String, String> changed = new TreeMap<>(streams);
        changed.remove(stream);
        return new Metadata(folderId, generation, nextUid, changed, deletions);
    }

    Metadata deleting(Iterable<String> folders) {
        TreeSet<String> changed = new TreeSet<>(deletions);
        folders.forEach(changed::add);
        return new Metadata(folderId, generation, nextUid, streams, changed);
    }

    Metadata deleted(Iterable<String> folders) {
        TreeSet<String> changed = new TreeSet<>(deletions);
        folders.forEach(changed::remove);
        return new Metadata(folderId, generation, nextUid, streams, changed);
    }

    Metadata next() {
        return new Metadata(folderId, generation + 1, nextUid, streams, deletions);
    }
}
