package dev.tmctl.cli;

import dev.tmctl.cli.command.UsageException;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Makes what stands behind `=` the value of an option, whatever it looks like: picocli takes `-f` in
/// `--partition=-f` for an option, and then misses the value. Such values are marked before it reads them, and
/// taken back to what they are when it converts them.
final class AttachedValues {
    /// No argument holds a NUL.
    private static final String MARK = "\0=";

    private static final String END_OF_OPTIONS = "--";

    private AttachedValues() {}

    /// The arguments as picocli is to read them. Only where one needs a mark is picocli told of marks.
    static String[] marked(CommandLine commandLine, String... arguments) {
        String[] marked = arguments.clone();
        for (int i = 0; i < marked.length && !marked[i].equals(END_OF_OPTIONS); i++) {
            int value = marked[i].indexOf('=') + 1;
            if (value > 1 && marked[i].startsWith("-") && marked[i].startsWith("-", value)) {
                marked[i] = marked[i].substring(0, value) + MARK + marked[i].substring(value);
            }
        }
        if (!Arrays.equals(marked, arguments)) {
            commandLine.registerConverter(String.class, AttachedValues::plain);
            commandLine.registerConverter(Path.class, text -> Path.of(plain(text)));
            commandLine.registerConverter(Integer.class, text -> Integer.valueOf(plain(text)));
            commandLine.registerConverter(int.class, text -> Integer.valueOf(plain(text)));
        }
        return marked;
    }

    /// Refuses a word that looks like an option behind one that takes a value or none: picocli takes it for
    /// the value, which would make a secret of a mistyped option.
    ///
    /// @throws UsageException when there is such a word; it is not repeated, for it may be a secret after all
    static void refuseLookalikes(ParseResult parsed) {
        for (OptionSpec option : parsed.matchedOptions()) {
            for (String value : option.originalStringValues()) {
                if (option.arity().min() == 0 && value.length() > 1 && value.startsWith("-")) {
                    throw new UsageException(
                            parsed.commandSpec().commandLine(),
                            "the word behind " + option.longestName()
                                    + " looks like an option; a value that begins with - " + "goes behind =: "
                                    + option.longestName() + "=" + option.paramLabel());
                }
            }
        }
    }

    /// A text without the mark.
    static String plain(String text) {
        return text.replace(MARK, "");
    }
}
