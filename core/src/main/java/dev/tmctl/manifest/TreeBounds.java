package dev.tmctl.manifest;

/// Counts what the trees of one text hold while they are made, so that no text takes more memory or time
/// than its size lets expect.
final class TreeBounds {
    /// The most characters of a text, and of what its aliases repeat: the size that an API server takes of
    /// a request.
    static final int MAX_CHARACTERS = 3 * 1024 * 1024;

    /// The most maps and lists inside one another.
    static final int MAX_DEPTH = 50;

    /// The most characters of a number: more than the longest number of 64 bits takes in any notation.
    static final int MAX_NUMBER = 1_000;

    /// The most values and keys. A target has about 45 in 450 characters.
    static final int MAX_VALUES = 500_000;

    private int depth;
    private int repeated;
    private Amount all = new Amount(0, 0);

    /// Values and keys, and the characters of their texts.
    record Amount(int values, int characters) {
        Amount plus(Amount other) {
            return new Amount(values + other.values, characters + other.characters);
        }

        Amount minus(Amount other) {
            return new Amount(values - other.values, characters - other.characters);
        }
    }

    /// A bound is passed. The message has no place yet.
    static final class PassedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PassedException(String message) {
            super(message);
        }

        /// Never null, unlike [#getMessage()].
        String problem() {
            return String.valueOf(getMessage());
        }
    }

    /// What was counted so far.
    Amount counted() {
        return all;
    }

    /// A map or a list begins.
    ///
    /// @throws PassedException when it is nested too deeply, or is one value too many
    void enter() {
        depth++;
        checkDepth(0);
        count(0);
    }

    /// A map or a list ends.
    void leave() {
        depth--;
    }

    /// A value, or a key.
    ///
    /// @throws PassedException when it is one too many
    void count(int characters) {
        add(new Amount(1, characters));
    }

    /// An alias stands for a value that was counted before.
    ///
    /// @param height how many maps and lists are inside one another in it
    /// @throws PassedException before anything is copied
    void repeat(Amount amount, int height) {
        checkDepth(height);
        if (amount.characters() > MAX_CHARACTERS - repeated) {
            throw new PassedException("its aliases repeat more than " + MAX_CHARACTERS + " characters");
        }
        repeated += amount.characters();
        add(amount);
    }

    private void add(Amount amount) {
        all = all.plus(amount);
        if (all.values() > MAX_VALUES) {
            throw new PassedException("it has more than " + MAX_VALUES + " values");
        }
    }

    private void checkDepth(int height) {
        if (depth + height > MAX_DEPTH) {
            throw new PassedException("it is nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    /// @throws PassedException when a number is longer than any that somebody means
    static void checkNumber(String spelling) {
        if (spelling.length() > MAX_NUMBER) {
            throw new PassedException("a number has " + spelling.length() + " characters; there are at most "
                    + MAX_NUMBER + ", a longer one has to be in quotes");
        }
    }
}
