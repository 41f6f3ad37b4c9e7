package dev.tmctl.cli.help;

import dev.tmctl.cli.terminal.Columns;
import dev.tmctl.cli.terminal.Screen;
import dev.tmctl.cli.terminal.StyledText;
import java.util.ArrayList;
import java.util.List;

/// A topic's page on a screen of 80 columns.
public final class TopicScreen {
    private static final int WIDTH = 80;
    private static final int WIDEST_WORD = 16;
    private static final String INDENT = "  ";

    private final Screen out;

    public TopicScreen(Screen out) {
        this.out = out;
    }

    /// Prints the page.
    public void print(Topic topic) {
        String summary = topic.summary();
        out.println(new StyledText().label(Character.toUpperCase(summary.charAt(0)) + summary.substring(1)));
        boolean underHeading = false;
        for (Block block : topic.page()) {
            if (!underHeading) {
                out.println();
            }
            print(block);
            underHeading = block instanceof Block.Heading;
        }
        out.flush();
    }

    private void print(Block block) {
        switch (block) {
            case Block.Heading heading -> out.println(new StyledText().label(heading.text() + ":"));
            case Block.Paragraph paragraph -> wrapped(paragraph.text(), WIDTH).forEach(out::println);
            case Block.Terms terms -> print(terms);
            case Block.Commands commands -> commands.lines().forEach(line -> out.println(INDENT + line));
        }
    }

    /// Short words stand beside their meanings, in a column of their own; long ones above them.
    private void print(Block.Terms terms) {
        int longest = terms.entries().stream()
                .mapToInt(term -> term.word().length())
                .max()
                .orElse(0);
        boolean beside = longest <= WIDEST_WORD;
        int column = INDENT.length() + (beside ? longest + INDENT.length() : INDENT.length());
        for (Block.Term term : terms.entries()) {
            StyledText word = StyledText.of(INDENT).label(term.word());
            String gap = " ".repeat(column);
            List<String> meaning = wrapped(term.meaning(), WIDTH - column);
            if (beside) {
                out.println(word.plain(
                        " ".repeat(column - INDENT.length() - Columns.of(term.word())) + meaning.getFirst()));
                meaning.stream().skip(1).forEach(line -> out.println(gap + line));
            } else {
                out.println(word);
                meaning.forEach(line -> out.println(gap + line));
            }
        }
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
