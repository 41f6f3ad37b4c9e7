package dev.tmctl.adapter;

/// Cuts what senders choose to a length that a log and a label can bear.
final class ShortText {
    private static final int MAX_CHARACTERS = 256;

    private ShortText() {}

    /// The text, or its beginning and an ellipsis.
    static String of(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1)) ? MAX_CHARACTERS - 1 : MAX_CHARACTERS;
        return text.substring(0, end) + "…";
    }
}
