package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/// Flags and numbers that know how they are spelled where they were read: `yes`, `012`, `1e3`. For
/// everything else they are the values that a cluster takes them for.
public final class Written {
    /// From here on, Go writes a floating-point number with an exponent, and a cluster takes it for a fraction.
    private static final double INTEGERS_END = 1e21;

    private Written() {}

    private interface Spelled {
        String spelling();
    }

    /// A value as its author spelled it, or as Jackson prints it where nobody did.
    public static String of(JsonNode value) {
        return value instanceof Spelled spelled ? spelled.spelling() : value.asText();
    }

    static JsonNode flag(boolean value, String spelling) {
        return new Flag(value, spelling);
    }

    static JsonNode integer(BigInteger value, String spelling) {
        return value.bitLength() < Long.SIZE ? new Whole(value.longValue(), spelling) : new LargeWhole(value, spelling);
    }

    /// A floating-point number: one without a fraction is an integer, as Go writes it into JSON.
    ///
    /// @param value a finite one
    static JsonNode floating(double value, String spelling) {
        return value == Math.rint(value) && Math.abs(value) < INTEGERS_END
                ? integer(new BigDecimal(Double.toString(value)).toBigIntegerExact(), spelling)
                : new Fraction(value, spelling);
    }

    private static final class Flag extends BooleanNode implements Spelled {
        private static final long serialVersionUID = 1L;

        private final String spelling;

        Flag(boolean value, String spelling) {
            super(value);
            this.spelling = spelling;
        }

        @Override
        public String spelling() {
            return spelling;
        }
    }

    private static final class Whole extends LongNode implements Spelled {
        private static final long serialVersionUID = 1L;

        private final String spelling;

        Whole(long value, String spelling) {
            super(value);
            this.spelling = spelling;
        }

        @Override
        public String spelling() {
            return spelling;
        }
    }

    private static final class LargeWhole extends BigIntegerNode implements Spelled {
        private static final long serialVersionUID = 1L;

        private final String spelling;

        LargeWhole(BigInteger value, String spelling) {
            super(value);
            this.spelling = spelling;
        }

        @Override
        public String spelling() {
            return spelling;
        }
    }

    private static final class Fraction extends DoubleNode implements Spelled {
        private static final long serialVersionUID = 1L;

        private final String spelling;

        Fraction(double value, String spelling) {
            super(value);
            this.spelling = spelling;
        }

        @Override
        public String spelling() {
            return spelling;
        }
    }
}
