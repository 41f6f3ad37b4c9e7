package dev.tmctl.target;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.regex.Pattern;

/// Which part of an event gives the partition key of its record.
///
/// @param kind what is looked at
/// @param argument the extension's name for [Kind#EXTENSION], the JSON pointer for [Kind#DATA], else empty
/// @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/extensions/partitioning.md">Partitioning
///     extension</a>
public record PartitionRule(Kind kind, String argument) {
    /// What a rule may be, for messages and help.
    public static final String FORMS =
            "partitionkey, subject, source, type, id, extension:NAME, data:/JSON/POINTER or random";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+");

    /// What a rule looks at.
    public enum Kind {
        /// The `partitionkey` extension.
        PARTITIONKEY,
        /// The event's subject.
        SUBJECT,
        /// The event's source.
        SOURCE,
        /// The event's type.
        TYPE,
        /// The event's id.
        ID,
        /// An extension attribute.
        EXTENSION,
        /// A value inside JSON data (RFC 6901).
        DATA,
        /// A new random key for each event, which spreads them evenly.
        RANDOM
    }

    /// Reads a rule.
    ///
    /// @throws InvalidValueException when there is no such rule
    public static PartitionRule parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String argument = colon < 0 ? "" : text.substring(colon + 1);
        PartitionRule rule = new PartitionRule(kind(name, text), argument);
        rule.check(text);
        return rule;
    }

    private static Kind kind(String name, String text) {
        return switch (name) {
            case "partitionkey" -> Kind.PARTITIONKEY;
            case "subject" -> Kind.SUBJECT;
            case "source" -> Kind.SOURCE;
            case "type" -> Kind.TYPE;
            case "id" -> Kind.ID;
            case "extension" -> Kind.EXTENSION;
            case "data" -> Kind.DATA;
            case "random" -> Kind.RANDOM;
            default -> throw invalid(text);
        };
    }

    private void check(String text) {
        switch (kind) {
            case EXTENSION -> {
                if (!NAME.matcher(argument).matches()) {
                    throw new InvalidValueException(Quoted.of(text)
                            + " names no extension: expected extension: and lower-case letters or digits");
                }
            }
            case DATA -> pointer(text);
            default -> {
                if (text.indexOf(':') >= 0) {
                    throw invalid(text);
                }
            }
        }
    }

    private void pointer(String text) {
        try {
            if (!argument.isEmpty()) {
                JsonPointer.compile(argument);
                return;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new InvalidValueException(
                Quoted.of(text) + " has no JSON pointer: expected data: and a path such as /customer/id (RFC 6901)");
    }

    private static InvalidValueException invalid(String text) {
        return new InvalidValueException(Quoted.of(text) + " is not a rule; expected " + FORMS);
    }

    /// The rule as it is written.
    @Override
    public String toString() {
        String name = kind.name().toLowerCase(java.util.Locale.ROOT);
        return argument.isEmpty() ? name : name + ":" + argument;
    }
}
