package dev.tmctl.local.internal.store;

/// A part of a file.
///
/// @param offset of its first byte
/// @param end offset after its last byte
record Extent(long offset, long end) {

    long length() {
        return end - offset;
    }
}
