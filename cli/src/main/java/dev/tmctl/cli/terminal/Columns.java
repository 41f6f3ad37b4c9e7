package dev.tmctl.cli.terminal;

import dev.tmctl.text.Visible;

/// How many columns of a terminal a text takes: two for what is wide in East Asian writing and for emoji,
/// none for marks that stand above or below another character, one for everything else.
///
/// @see <a href="https://www.unicode.org/Public/16.0.0/ucd/EastAsianWidth.txt">EastAsianWidth.txt</a>
public final class Columns {
    private static final String CUT = "…";

    /// The ranges of the widths `W` and `F` without those that are emoji, with the unassigned code points in
    /// between: first and last code point of each.
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2329, 0x232A},
        {0x2630, 0x2637},
        {0x268A, 0x268F},
        {0x2E80, 0x303E},
        {0x3041, 0x3247},
        {0x3250, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE10, 0xFE19},
        {0xFE30, 0xFE6F},
        {0xFF01, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x16FE0, 0x18DFF},
        {0x1AFF0, 0x1B2FF},
        {0x1D300, 0x1D376},
        {0x1F200, 0x1F265},
        {0x20000, 0x3FFFD}
    };

    /// Vowels and final consonants that are drawn into the syllable before them.
    private static final int[][] INSIDE_SYLLABLES = {{0x1160, 0x11FF}, {0xD7B0, 0xD7FB}};

    /// Two of these make a flag of two columns.
    private static final int[][] HALF_FLAGS = {{0x1F1E6, 0x1F1FF}};

    private Columns() {}

    /// The width of a text as a cell of a table, where all of it can be seen.
    public static int of(String text) {
        return Visible.cell(text).codePoints().map(Columns::of).sum();
    }

    private static int of(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || isIn(INSIDE_SYLLABLES, codePoint)) {
            return 0;
        }
        boolean emoji = Character.isEmojiPresentation(codePoint) && !isIn(HALF_FLAGS, codePoint);
        return emoji || isIn(WIDE, codePoint) ? 2 : 1;
    }

    private static boolean isIn(int[][] ranges, int codePoint) {
        for (int[] range : ranges) {
            if (codePoint <= range[1]) {
                return codePoint >= range[0];
            }
        }
        return false;
    }

    /// The text as a cell of a table: all of it can be seen, and blanks fill it up to a width.
    public static String padded(String text, int columns) {
        return Visible.cell(text) + " ".repeat(Math.max(0, columns - of(text)));
    }

    /// The text, or as much of it as fits before the sign that something is cut off.
    ///
    /// @param columns at least 1
    public static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int end = 0;
        int taken = of(CUT);
        while (end < text.length()) {
            int c = text.codePointAt(end);
            taken += of(c);
            if (taken > columns) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end) + CUT;
    }
}
