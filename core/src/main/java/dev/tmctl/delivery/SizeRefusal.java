package dev.tmctl.delivery;

import java.util.regex.Pattern;

/// Recognises that Kinesis refuses a record, or a request, for its size. Kinesis has no code for it: the same
/// two codes tell of a partition key that is too long, of too many records and of every other value that is
/// not valid. What counts is what the message is about, and never a number: each stream has its own limit,
/// which may change at any time.
///
/// @see <a
///     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateMaxRecordSize.html">Limits</a>
final class SizeRefusal {
    /// A value's length, told of the data itself and not of a name, a key or the list of records:
    /// `Value at 'records.1.member.data' failed to satisfy constraint: Member must have length less than
    /// or equal to N`.
    private static final Pattern LENGTH =
            Pattern.compile("(?i)'(?:records\\.[0-9]+\\.(?:member\\.)?)?data' failed to satisfy constraint:"
                    + "[^;]*length less than or equal to [0-9]+");

    /// In words: `Record size of N bytes exceeds ...`, `Records size exceeds 5 MB limit`, `data is larger
    /// than N bytes`.
    private static final Pattern WORDS = Pattern.compile("(?i)\\b(?:records?|data|blob|payload|request)\\b[^;]*?"
            + "(?:\\bexceed(?:s|ed|ing)?\\b|\\b(?:larger|greater|bigger|more) than\\b|\\btoo (?:large|big)\\b)");

    /// That it is bytes that are too many, and not records or characters.
    private static final Pattern BYTES =
            Pattern.compile("(?i)\\b(?:size|bytes?|large|larger|big|bigger)\\b|[0-9]\\s*(?:[KM]i?B)\\b");

    private SizeRefusal() {}

    /// Whether an error says that a record or a request is too large.
    ///
    /// @param code AWS' code
    /// @param message AWS' message
    static boolean isIn(String code, String message) {
        if (!code.equals("ValidationException") && !code.equals("InvalidArgumentException")) {
            return false;
        }
        return LENGTH.matcher(message).find()
                || (WORDS.matcher(message).find() && BYTES.matcher(message).find());
    }
}
