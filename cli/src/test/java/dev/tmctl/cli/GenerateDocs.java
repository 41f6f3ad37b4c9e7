package dev.tmctl.cli;

import dev.tmctl.cli.command.HelpScreen;
import dev.tmctl.cli.help.Topic;
import dev.tmctl.cli.support.ConsoleIO;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import java.util.TreeMap;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/// Generates what is checked in under `man/`, from the commands' annotations.
final class GenerateDocs {
    private GenerateDocs() {}

    /// The man page of every command that is not hidden, and of every help topic, by file name.
    static Map<String, String> manPages() {
        Map<String, String> pages = new TreeMap<>();
        try (Asciidoctor asciidoctor = Asciidoctor.Factory.create()) {
            add(commandLine(), asciidoctor, pages);
            for (Topic topic : Topic.values()) {
                pages.put("tmctl-" + topic.word() + ".7", page(asciidoctor, ManText.of(topic)));
            }
        }
        return pages;
    }

    private static void add(CommandLine command, Asciidoctor asciidoctor, Map<String, String> pages) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.usageMessage().hidden()) {
            return;
        }
        StringWriter text = new StringWriter();
        ManPageGenerator.writeSingleManPage(new PrintWriter(text), spec);
        String name = spec.qualifiedName("-");
        pages.put(name + ".1", page(asciidoctor, ManText.withProse(name, text.toString())));
        command.getSubcommands().values().stream().distinct().forEach(sub -> add(sub, asciidoctor, pages));
    }

    private static String page(Asciidoctor asciidoctor, String text) {
        Options options = Options.builder()
                .backend("manpage")
                .standalone(true)
                .safe(SafeMode.SECURE)
                .attributes(Attributes.builder()
                        // neither the day nor the version of the build: the page must not differ without a reason
                        .attribute("docdate", "")
                        .attribute("mansource", "tmctl")
                        .attribute("manmanual", "tmctl")
                        .build())
                .build();
        return asciidoctor.convert(text, options).stripTrailing() + "\n";
    }

    /// The whole command tree, of which nothing is run.
    static CommandLine commandLine() {
        PrintWriter none = new PrintWriter(Writer.nullWriter());
        ConsoleIO console = new ConsoleIO(InputStream.nullInputStream(), none, none, false, false, false, Map.of());
        CommandLine root = Tmctl.commandLine(console);
        // a synopsis that is wrapped in the middle of an option loses its markup
        root.setUsageHelpWidth(4000);
        HelpScreen.layOut(root);
        return root;
    }
}
