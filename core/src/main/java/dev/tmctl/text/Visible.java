package dev.tmctl.text;

import java.util.HexFormat;

/// Text in which everything can be seen. What cannot be seen becomes an escape: control characters, which
/// terminals act on; characters that turn the direction of text or have no width, which make two different
/// texts look alike; and code points that are no characters.
///
/// These are the general categories Cc, Cf, Cs, Cn, Zl and Zp of [Character#getType(int)], and the property
/// `Default_Ignorable_Code_Point`.
///
/// @see <a href="https://www.unicode.org/reports/tr44/#General_Category_Values">General categories</a>
/// @see <a
///     href="https://www.unicode.org/Public/16.0.0/ucd/DerivedCoreProperties.txt">Default_Ignorable_Code_Point</a>
public final class Visible {
    private static final char FIRST_PRINTABLE = ' ';
    private static final char LAST_PRINTABLE = '~';
    private static final int LAST_OF_FOUR_DIGITS = 0xFFFF;

    /// The ranges of `Default_Ignorable_Code_Point` that are assigned and in another category than Cf: first
    /// and last code point of each.
    private static final int[][] IGNORABLE = {
        {0x034F, 0x034F},
        {0x115F, 0x1160},
        {0x17B4, 0x17B5},
        {0x180B, 0x180F},
        {0x3164, 0x3164},
        {0xFE00, 0xFE0F},
        {0xFFA0, 0xFFA0},
        {0xE0100, 0xE01EF}
    };

    private Visible() {}

    /// Whether a reader sees a code point, or sees by the gap that it is there.
    public static boolean is(int codePoint) {
        if (codePoint >= FIRST_PRINTABLE && codePoint <= LAST_PRINTABLE) {
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> !isIgnorable(codePoint);
        };
    }

    private static boolean isIgnorable(int codePoint) {
        for (int[] range : IGNORABLE) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return true;
            }
        }
        return false;
    }

    /// Text of several lines: line feeds and tabs stay.
    public static String text(String text) {
        return escaped(text, "\n\t", false);
    }

    /// Text on one line: tabs stay.
    public static String line(String text) {
        return escaped(text, "\t", false);
    }

    /// Text on a part of a line, as wide as its characters are: no tabs.
    public static String cell(String text) {
        return escaped(text, "", false);
    }

    /// JSON with the same value. White space between the tokens stays.
    ///
    /// @param json valid JSON
    public static String json(String json) {
        // the only invisible characters that JSON has outside of texts, where it has none of them
        return escaped(json, "\n\r\t", true);
    }

    /// The escape for a code point that is not visible: `\n`, `\r`, `\t`, and `\` with `u` and four or `U`
    /// and eight hexadecimal digits, which also YAML's double quotes take.
    public static String escape(int codePoint) {
        return switch (codePoint) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                codePoint <= LAST_OF_FOUR_DIGITS
                        ? "\\u" + HexFormat.of().toHexDigits((char) codePoint)
                        : "\\U" + HexFormat.of().toHexDigits(codePoint);
        };
    }

    /// @param kept the invisible characters that stay
    /// @param inPairs whether a code point beyond four digits becomes the escapes of its two halves
    private static String escaped(String text, String kept, boolean inPairs) {
        int first = firstInvisible(text, kept);
        if (first == text.length()) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (is(c) || kept.indexOf(c) >= 0) {
                visible.appendCodePoint(c);
            } else if (inPairs && c > LAST_OF_FOUR_DIGITS) {
                visible.append(escape(Character.highSurrogate(c))).append(escape(Character.lowSurrogate(c)));
            } else {
                visible.append(escape(c));
            }
        }
        return visible.toString();
    }

    private static int firstInvisible(String text, String kept) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!is(c) && kept.indexOf(c) < 0) {
                return i;
            }
            i += Character.charCount(c);
        }
        return text.length();
    }
}
