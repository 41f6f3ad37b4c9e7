package dev.tmctl.text;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/// Texts as the outside world may send them, with much of what terminals and readers stumble over.
public final class AnyText {
    private static final List<String> NASTY = List.of(
            "\033[2J",
            "\033[31m",
            "\033[1m",
            "\033[m",
            "\033]0;title\007",
            "\033]8;;http://x\033\\",
            "\u009b31m",
            "\r",
            "\b",
            "\n",
            "\nnext:  tmctl delete target t",
            "\t",
            "\u202e",
            "\u2028",
            "\u200b",
            "\udb40\udc41",
            "日本",
            "e\u0301",
            "😀",
            "'\"\\",
            "%s%n",
            "@|red x|@");

    private AnyText() {}

    /// Texts of up to 20 parts, without halves of surrogate pairs.
    ///
    /// @param min the least number of parts
    public static Arbitrary<String> of(int min) {
        return Arbitraries.oneOf(
                        Arbitraries.of(NASTY),
                        Arbitraries.integers().between(' ', '~').map(Character::toString),
                        Arbitraries.integers().between(0, 0xA0).map(Character::toString),
                        Arbitraries.integers().between(0x2000, 0x206F).map(Character::toString),
                        Arbitraries.integers().between(0xE0000, 0xE01FF).map(Character::toString),
                        Arbitraries.integers()
                                .between(0, Character.MAX_CODE_POINT)
                                .filter(c -> Character.getType(c) != Character.SURROGATE)
                                .map(Character::toString))
                .list()
                .ofMinSize(min)
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }
}
