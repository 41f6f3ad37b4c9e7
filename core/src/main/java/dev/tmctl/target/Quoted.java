package dev.tmctl.target;

/// Puts a user's value into an error message: in quotes, on one line, and not longer than a reader needs.
public final class Quoted {
    private static final int LONGEST = 120;

    private Quoted() {}

    /// `value` in double quotes with control characters escaped, cut after 120 characters.
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
            switch (c) {
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '"' -> text.append("\\\"");
                default -> {
                    if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                        text.append(String.format("\\u%04x", c));
                    } else {
                        text.appendCodePoint(c);
                    }
                }
            }
        }
        return text.append('"').toString();
    }
}
