package dev.tmctl.cli;

import dev.tmctl.cli.help.Block;
import dev.tmctl.cli.help.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The AsciiDoc of man pages: what picocli makes of a command's annotations together with the prose that is written for
/// it, and the pages of help topics.
final class ManText {
    private static final String DESCRIPTION_ENDS = "// end::picocli-generated-man-section-description[]";
    private static final String PAGE_ENDS = "// end::picocli-generated-full-manpage[]";

    private ManText() {}

    /// Puts the prose of a command behind its description.
    ///
    /// @param page the page's name, such as `tmctl-send`
    /// @throws IllegalStateException when there is no prose for it
    static String withProse(String page, String generated) {
        String seeAlso = (page.equals("tmctl") ? "" : "*tmctl*(1), ")
                + "*tmctl-exit-codes*(7), *tmctl-environment*(7), *tmctl-authentication*(7), *tmctl-formatting*(7)";
        return marked(generated)
                .replace("== Examples:", "== Examples")
                .replace(DESCRIPTION_ENDS, prose(page) + "\n" + DESCRIPTION_ENDS)
                .replace(PAGE_ENDS, "== See also\n\n" + seeAlso + "\n\n" + PAGE_ENDS);
    }

    /// Picocli writes a synopsis that is not made by it with a terminal's styles; they become AsciiDoc's, and its lines
    /// stay lines.
    private static String marked(String generated) {
        return generated
                .replaceAll("\033\\[(?:1|33)m([^\033]*)(?:\033\\[[0-9]*m)+", "*$1*")
                .replaceAll("\033\\[3m([^\033]*)(?:\033\\[[0-9]*m)+", "_$1_")
                .replaceAll("\n +(\\*tmctl )", " +\n$1");
    }

    private static String prose(String page) {
        try (InputStream in = ManText.class.getResourceAsStream("man/" + page + ".adoc")) {
            if (in == null) {
                throw new IllegalStateException(
                        "write man/" + page + ".adoc: what a user should know beside the options");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The page of a topic.
    static String of(Topic topic) {
        String name = "tmctl-" + topic.word();
        StringBuilder text = new StringBuilder("= " + name + "(7)\n:doctype: manpage\n\n== Name\n\n" + name + " - "
                + topic.summary() + "\n\n== Description\n");
        topic.page().forEach(block -> text.append('\n').append(of(block)).append('\n'));
        return text.append("\n== See also\n\n*tmctl*(1), *tmctl-help*(1)\n").toString();
    }

    private static String of(Block block) {
        return switch (block) {
            case Block.Heading heading -> "== " + heading.text();
            case Block.Paragraph paragraph -> plain(paragraph.text());
            case Block.Terms terms -> {
                StringBuilder list = new StringBuilder();
                for (Block.Term term : terms.entries()) {
                    list.append("*")
                            .append(plain(term.word()))
                            .append("*::\n")
                            .append(plain(term.meaning()))
                            .append('\n');
                }
                yield list.toString();
            }
            case Block.Commands commands -> "....\n" + String.join("\n", commands.lines()) + "\n....";
        };
    }

    /// Text in which nothing is markup.
    private static String plain(String text) {
        if (text.contains("]")) {
            throw new IllegalArgumentException("a bracket would end the text: " + text);
        }
        return "pass:c[" + text + "]";
    }
}
