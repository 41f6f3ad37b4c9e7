package dev.tmctl.cli.help;

import java.util.List;

/// A part of a topic's page.
public sealed interface Block {
    /// What the parts below it are about.
    ///
    /// @param text in a few words
    record Heading(String text) implements Block {}

    /// Sentences.
    ///
    /// @param text without line ends
    record Paragraph(String text) implements Block {}

    /// Words with their meanings.
    ///
    /// @param entries in the order of the page
    record Terms(List<Term> entries) implements Block {
        public Terms {
            entries = List.copyOf(entries);
        }
    }

    /// A word with its meaning.
    ///
    /// @param word as it is typed or seen
    /// @param meaning without line ends
    record Term(String word, String meaning) {}

    /// Lines that stand as they are: commands.
    ///
    /// @param lines each a command or a part of one
    record Commands(List<String> lines) implements Block {
        public Commands {
            lines = List.copyOf(lines);
        }
    }
}
