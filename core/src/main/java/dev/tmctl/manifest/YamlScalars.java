package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tmctl.target.Quoted;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a plain scalar is for a cluster. kubectl reads YAML with go-yaml 2, before any field's type is
/// known: by YAML 1.1 for flags (`yes`, `Off`, `n`) and integers (`012` is ten), by neither version for
/// base 60 (text) and large numbers.
///
/// @see <a href="https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go">go-yaml's rules</a>
final class YamlScalars {
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern NO_NUMBER_OF_JSON = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    /// Go's integers of base 0: a prefix tells the base, and a leading zero means 8.
    private static final Pattern INTEGER =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9][0-9]*|0))");

    private static final int[] BASES = {16, 2, 8, 10};
    private static final int FIRST_BASE_GROUP = 2;

    private static final Pattern FLOAT = Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");

    private YamlScalars() {}

    /// The value of a scalar without quotes and tag.
    ///
    /// @throws TreeBounds.PassedException when it is a number that JSON has not, or that is too long
    static JsonNode plain(String text) {
        char first = text.isEmpty() ? '~' : text.charAt(0);
        if (NULL.contains(text)) {
            return NullNode.getInstance();
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return Written.flag(TRUE.contains(text), text);
        }
        boolean number = first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.';
        return number ? number(text) : TextNode.valueOf(text);
    }

    private static JsonNode number(String text) {
        if (NO_NUMBER_OF_JSON.matcher(text).matches()) {
            throw new TreeBounds.PassedException(
                    Quoted.of(text) + " is a number that JSON has not; put it in quotes if it is a text");
        }
        // go-yaml keeps them where a point begins the number
        String digits = text.charAt(0) == '.' ? text : text.replace("_", "");
        Matcher integer = INTEGER.matcher(digits);
        boolean whole = integer.matches();
        if (whole) {
            TreeBounds.checkNumber(text);
            BigInteger value = value(integer);
            boolean unsigned = integer.group(1).isEmpty();
            if (value.bitLength() < Long.SIZE || unsigned && value.bitLength() == Long.SIZE) {
                return Written.integer(value, text);
            }
        }
        if (FLOAT.matcher(digits).matches()) {
            TreeBounds.checkNumber(text);
            double value = Double.parseDouble(digits);
            // go-yaml takes what is out of range for a text
            return Double.isInfinite(value) ? TextNode.valueOf(text) : Written.floating(value, text);
        }
        if (whole) {
            // go-yaml's versions differ here
            throw new TreeBounds.PassedException(
                    Quoted.of(text) + " has more than 64 bits; put it in quotes if it is a text");
        }
        return TextNode.valueOf(text);
    }

    private static BigInteger value(Matcher integer) {
        for (int i = 0; i < BASES.length; i++) {
            String digits = integer.group(FIRST_BASE_GROUP + i);
            if (digits != null) {
                BigInteger value = new BigInteger(digits, BASES[i]);
                return integer.group(1).equals("-") ? value.negate() : value;
            }
        }
        throw new IllegalStateException("the pattern has a group for each base");
    }
}
