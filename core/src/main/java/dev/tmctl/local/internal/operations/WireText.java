package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.KinesisException;

/// Strings of a request. JSON can escape one half of a surrogate pair, and CBOR can hold its bytes: that is
/// no text, and no answer could repeat it.
final class WireText {

    private WireText() {}

    /// @throws KinesisException when the text is none
    static String checked(String text) {
        int next = 0;
        while (next < text.length()) {
            int point = text.codePointAt(next);
            // a whole pair is one code point, beyond those of its halves
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                throw KinesisException.serialization("A string of the request body is not valid Unicode.");
            }
            next += Character.charCount(point);
        }
        return text;
    }
}
