package dev.tmctl.target;

import dev.tmctl.text.Visible;

/// Puts a user's value into an error message: in quotes, on one line, and not longer than a reader needs.
public final class Quoted {
    private static final int LONGEST = 120;

    private Quoted() {}

    /// `value` in double quotes with what cannot be seen as escapes, cut after 120 characters.
    public static String of(String value) {
        StringBuilder text = new StringBuilder("\"");
        int shown = 0;
        for (int i = 0; i < value.length(); ) {
            int c = value.codePointAt(i);
            i += Character.charCount(c);
            if (shown++ == LONGEST) {
                return text.append("…\" (")
                        .append(value.codePointCount(0, value.length()))
                        .append(" characters)")
                        .toString();
            }
            if (c == '"') {
                text.append("\\\"");
            } else if (Visible.is(c)) {
                text.appendCodePoint(c);
            } else {
                text.append(Visible.escape(c));
            }
        }
        return text.append('"').toString();
    }
}
