package dev.tmctl.event;

import java.util.Arrays;

/// How a stream of events is put together, told from its first bytes.
enum InputFormat {
    /// One value per line.
    LINES,
    /// One value per line, the first of which is an object: a line that begins like one must be JSON.
    LINES_OF_OBJECTS,
    /// One JSON array whose elements are the values (upstream's `-f`).
    ARRAY,
    /// JSON documents, one after the other, that may go over several lines.
    DOCUMENTS,
    /// A JSON text sequence: each value behind a record separator.
    SEQUENCE,
    /// No text: all of it is one value.
    BINARY;

    /// @param probe the first bytes
    /// @param ended whether nothing follows them
    /// @param cut whether more bytes follow than could be looked at
    /// @param declared whether the user says that bare data is no JSON
    /// @throws MalformedStreamException when it is text that is not read here; the message says what to do
    static InputFormat of(byte[] probe, boolean ended, boolean cut, boolean declared) throws MalformedStreamException {
        int first = firstNonBlank(probe);
        if (first >= 0 && probe[first] == SequenceSplitter.RECORD_SEPARATOR) {
            return SEQUENCE;
        }
        boolean json = BareData.beginsLikeJson(probe)
                && (!declared || JsonSyntax.isBeginning(probe) || BareData.meansToBeAnEvent(probe));
        if (json) {
            return probe[first] == '[' ? ofArray(probe, first) : ofObjects(probe, first, cut);
        }
        boolean utf8 = isUtf8(probe, ended);
        String encoding = declared ? null : BareData.otherEncoding(probe, utf8);
        if (encoding != null) {
            throw new MalformedStreamException("the input is " + BareData.NOT_UTF_8 + ": iconv -f " + encoding
                    + " -t UTF-8 FILE | tmctl send -f -");
        }
        return utf8 ? LINES : BINARY;
    }

    /// `[1]` and `[2]` on lines of their own are newline-delimited data, `[1,2]` alone is upstream's array of
    /// events.
    private static InputFormat ofArray(byte[] probe, int first) {
        int lineEnd = lineEnd(probe, first);
        boolean complete = JsonSyntax.isJson(Arrays.copyOfRange(probe, first, lineEnd));
        return complete && somethingAfter(probe, lineEnd) ? LINES : ARRAY;
    }

    private static InputFormat ofObjects(byte[] probe, int first, boolean cut) throws MalformedStreamException {
        if (beginsWithAnObjectOnALine(probe)) {
            // what is wrong further down is wrong with that line alone
            return LINES_OF_OBJECTS;
        }
        int lineEnd = lineEnd(probe, first);
        byte[] line = Arrays.copyOfRange(probe, first, lineEnd);
        if (isFollowedByAComma(line)) {
            throw new MalformedStreamException(
                    "a comma follows the value on the first line; " + JsonValueSplitter.WITHOUT_COMMAS);
        }
        int second = lineEnd(probe, Math.min(lineEnd + 1, probe.length));
        boolean secondComplete =
                lineEnd < probe.length && JsonSyntax.isJson(Arrays.copyOfRange(probe, lineEnd + 1, second));
        boolean oneLongLine = cut && lineEnd == probe.length;
        return JsonSyntax.isJson(line) || secondComplete || oneLongLine || isBrokenLine(line, probe, lineEnd)
                ? LINES_OF_OBJECTS
                : DOCUMENTS;
    }

    /// Whether bytes are a JSON value and a comma.
    static boolean isFollowedByAComma(byte[] line) {
        int end = lastNonBlank(line);
        return end > 0 && line[end] == ',' && JsonSyntax.isJson(Arrays.copyOf(line, end));
    }

    /// Inside a document an object begins on the next line only where one is expected.
    private static boolean isBrokenLine(byte[] line, byte[] probe, int lineEnd) {
        byte[] rest = Arrays.copyOfRange(probe, lineEnd, probe.length);
        int next = firstNonBlank(rest);
        int last = lastNonBlank(line);
        return next >= 0 && rest[next] == '{' && last > 0 && ":[,".indexOf(line[last]) < 0;
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
        return end < probe.length && JsonSyntax.isJson(Arrays.copyOfRange(probe, first, end));
    }

    private static boolean isUtf8(byte[] probe, boolean ended) {
        for (byte b : probe) {
            if (b == 0) {
                return false;
            }
        }
        // The probe may cut a character in two: up to three bytes at its end do not count.
        for (int cut = 0; cut <= (ended ? 0 : Math.min(3, probe.length)); cut++) {
            if (Utf8.isValid(Arrays.copyOf(probe, probe.length - cut))) {
                return true;
            }
        }
        return false;
    }

    /// Where a line ends: its line feed, or the end.
    static int lineEnd(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /// Whether there is more than blanks behind a place.
    static boolean somethingAfter(byte[] bytes, int from) {
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

    private static int lastNonBlank(byte[] bytes) {
        int i = bytes.length - 1;
        while (i >= 0 && bytes[i] <= ' ' && bytes[i] >= 0) {
            i--;
        }
        return i;
    }
}
