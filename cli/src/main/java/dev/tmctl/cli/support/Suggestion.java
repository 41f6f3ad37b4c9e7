package dev.tmctl.cli.support;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that a mistyped word most likely means.
public final class Suggestion {
    private Suggestion() {}

    /// The fewest letters of a word that tell what it means.
    private static final int SHORTEST = 3;

    /// The nearest of the known names, if it is near: at most a third of the word has to change. A word of
    /// one or two letters is near to every other one, so nothing is guessed from it, and it is no guess.
    public static Optional<String> of(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        int letters = letters(lower);
        if (letters < SHORTEST) {
            return Optional.empty();
        }
        int limit = letters / SHORTEST;
        return known.stream()
                .filter(name -> letters(name) >= SHORTEST)
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) <= limit)
                .min(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))));
    }

    /// How long it is without the hyphens before it.
    private static int letters(String word) {
        int start = 0;
        while (start < word.length() && word.charAt(start) == '-') {
            start++;
        }
        return word.length() - start;
    }

    /// Changes that make one word of the other: a letter more, less or another, or two neighbours swapped.
    private static int distance(String a, String b) {
        int[][] changes = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                changes[i][j] = i == 0 || j == 0 ? i + j : cheapest(changes, a, b, i, j);
            }
        }
        return changes[a.length()][b.length()];
    }

    private static int cheapest(int[][] changes, String a, String b, int i, int j) {
        int other = changes[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(other, 1 + Math.min(changes[i - 1][j], changes[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, 1 + changes[i - 2][j - 2]) : least;
    }
}
