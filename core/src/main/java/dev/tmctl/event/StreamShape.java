package dev.tmctl.event;

import java.util.Arrays;

/// How a stream of events is put together, told from its first bytes.
enum StreamShape {
    /// One value per line.
    LINES,
    /// One value per line, the first of which is an object: a line that begins like one must be JSON.
    LINES_OF_OBJECTS,
    /// One JSON array whose elements are the values (upstream's `-f`).
    ARRAY,
    /// JSON documents, one after the other, that may go over several lines.
    DOCUMENTS,
    /// No text: all of it is one value.
    BINARY;

    /// @param probe the first bytes
    /// @param ended whether nothing follows them
    /// @param cut whether more bytes follow than could be looked at
    static StreamShape of(byte[] probe, boolean ended, boolean cut) {
        if (beginsWithAnObjectOnALine(probe)) {
            // what is wrong further down is wrong with that line alone
            return LINES_OF_OBJECTS;
        }
        if (isBinary(probe, ended)) {
            return BINARY;
        }
        int first = firstNonBlank(probe);
        if (first < 0 || (probe[first] != '{' && probe[first] != '[')) {
            return LINES;
        }
        int lineEnd = lineEnd(probe, first);
        boolean complete = JsonEventReader.isJson(Arrays.copyOfRange(probe, first, lineEnd));
        if (probe[first] == '[') {
            // "[1]\n[2]" is newline-delimited data, "[1,2]" alone is upstream's array of events.
            return complete && somethingAfter(probe, lineEnd) ? LINES : ARRAY;
        }
        int second = lineEnd(probe, Math.min(lineEnd + 1, probe.length));
        boolean secondComplete =
                lineEnd < probe.length && JsonEventReader.isJson(Arrays.copyOfRange(probe, lineEnd + 1, second));
        boolean oneLongLine = cut && lineEnd == probe.length;
        return complete || secondComplete || oneLongLine ? LINES_OF_OBJECTS : DOCUMENTS;
    }

    /// Whether these bytes are enough: a slow pipe is not waited for longer than that.
    static boolean isTold(byte[] probe) {
        int first = firstNonBlank(probe);
        if (first < 0) {
            return false;
        }
        int end = lineEnd(probe, first);
        boolean line = end < probe.length;
        if (!line || (probe[first] != '[' && probe[first] != '{')) {
            return line;
        }
        return beginsWithAnObjectOnALine(probe) || somethingAfter(probe, end);
    }

    private static boolean beginsWithAnObjectOnALine(byte[] probe) {
        int first = firstNonBlank(probe);
        if (first < 0 || probe[first] != '{') {
            return false;
        }
        int end = lineEnd(probe, first);
        return end < probe.length && JsonEventReader.isJson(Arrays.copyOfRange(probe, first, end));
    }

    private static boolean isBinary(byte[] probe, boolean ended) {
        for (byte b : probe) {
            if (b == 0) {
                return true;
            }
        }
        // The probe may cut a character in two: up to three bytes at its end do not count.
        for (int cut = 0; cut <= Math.min(3, probe.length); cut++) {
            if (Utf8.isValid(Arrays.copyOf(probe, probe.length - cut))) {
                return ended && cut > 0;
            }
        }
        return true;
    }

    private static int lineEnd(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean somethingAfter(byte[] bytes, int from) {
        return firstNonBlank(Arrays.copyOfRange(bytes, from, bytes.length)) >= 0;
    }

    /// The index of the first byte that is no blank or line end, or -1.
    static int firstNonBlank(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
                return i;
            }
        }
        return -1;
    }
}
