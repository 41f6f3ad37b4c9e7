package dev.tmctl.cli.completion;

import java.util.List;

/// What may stand where an option or a parameter takes a value.
sealed interface Values {
    /// One of these words; what ends with `:` or `/` goes on.
    record Words(List<String> words) implements Values {
        public Words {
            words = List.copyOf(words);
        }
    }

    /// The name of a file.
    record File() implements Values {}

    /// The name of a folder.
    record Folder() implements Values {}

    /// A secret, of which only the way to it is completed: `@FILE`.
    record Secret() implements Values {}

    /// A target of the context.
    record Target() implements Values {}

    /// A context.
    record Context() implements Values {}

    /// The ARN of a stream.
    record Arn() implements Values {}

    /// The value of the setting that is the operand before.
    record OfSetting() implements Values {}

    /// A command or a topic that `tmctl help` explains, or a command below those that are the operands before.
    record Explained() implements Values {}

    /// Something that only the user knows.
    record Free() implements Values {}
}
