package dev.tmctl.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says in words what is wrong with a text that is to be JSON, and where. The library's own messages name its
/// settings and classes.
public final class JsonMistake {
    private static final String NO_VALUE = "'%s' is no JSON value";

    /// Parts of the library's messages and our words for them; the first group is put into these.
    private static final List<Case> CASES = List.of(
            new Case("Unexpected character \\('(.+?)' \\(code", "'%s' is not expected here"),
            new Case(
                    "Unexpected character \\(\\(CTRL-CHAR, code (\\d+)",
                    "the control character %s is not expected here"),
            new Case(
                    "Illegal unquoted character \\(\\(CTRL-CHAR, code (\\d+)",
                    "a text holds the control character %s unescaped"),
            new Case("Illegal character \\(\\(CTRL-CHAR, code (\\d+)", "the control character %s is not expected here"),
            new Case("Unrecognized token '(.*?)'", NO_VALUE),
            new Case("Non-standard token '(.*?)'", NO_VALUE),
            new Case("Duplicate field '(.*)'", "the name '%s' is there twice"),
            new Case("(?i)character escape|escape sequence|hex-digit", "a backslash begins no escape sequence"),
            new Case("Invalid UTF-8|surrogate", "a text holds what is no Unicode character"),
            new Case(
                    "(?i)numeric value|leading zero|decimal point|exponent|number",
                    "a number is not written as in JSON"));

    private record Case(Pattern theirs, String ours) {
        Case(String theirs, String ours) {
            this(Pattern.compile(theirs), ours);
        }
    }

    private JsonMistake() {}

    /// What is wrong, with line and column where the library knows them.
    public static String inWords(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return cause(e) + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
    }

    private static String cause(JsonProcessingException e) {
        String theirs = String.valueOf(e.getOriginalMessage());
        if (e instanceof RefusedJsonException) {
            return theirs;
        }
        if (isCutShort(e)) {
            return "it ends too early";
        }
        if (e instanceof StreamConstraintsException) {
            return theirs.contains("nesting depth")
                    ? "it is nested too deeply"
                    : "a name, a number or a text in it is too long";
        }
        for (Case known : CASES) {
            Matcher part = known.theirs.matcher(theirs);
            if (part.find()) {
                return part.groupCount() == 0 ? known.ours : known.ours.formatted(part.group(1));
            }
        }
        return "it does not follow the grammar of JSON";
    }

    /// Whether a document is fine as far as it goes. The parser has a type for that, and does not use it
    /// everywhere.
    public static boolean isCutShort(JsonProcessingException e) {
        return e instanceof JsonEOFException
                || String.valueOf(e.getOriginalMessage()).startsWith("Unexpected end-of-input");
    }
}
