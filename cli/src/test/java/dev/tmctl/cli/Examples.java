package dev.tmctl.cli;

import dev.tmctl.cli.help.Block;
import dev.tmctl.cli.help.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;

/// The examples of every help page, as a shell would be given them.
final class Examples {
    /// Perhaps with variables before it.
    private static final Pattern COMMAND = Pattern.compile("([A-Z_]+=\\S+ )*tmctl ");

    private Examples() {}

    /// Each command line of each page once, long ones put together.
    static List<String> all() {
        List<String> lines = new ArrayList<>();
        collect(GenerateDocs.commandLine(), lines);
        for (Topic topic : Topic.values()) {
            topic.page().stream()
                    .flatMap(block -> block instanceof Block.Commands commands
                            ? commands.lines().stream().map(line -> "  " + line)
                            : Stream.empty())
                    .forEach(lines::add);
        }
        List<String> whole = new ArrayList<>();
        boolean goesOn = false;
        for (String line : lines) {
            if (goesOn) {
                whole.add(whole.removeLast() + " " + line.strip());
            } else if (line.startsWith("  ")) {
                whole.add(line.strip());
            }
            goesOn = line.endsWith("\\");
            if (goesOn) {
                whole.add(whole.removeLast().replaceAll(" *\\\\$", ""));
            }
        }
        return whole.stream()
                .filter(line -> COMMAND.matcher(line).lookingAt())
                .distinct()
                .toList();
    }

    private static void collect(CommandLine command, List<String> lines) {
        lines.addAll(Arrays.asList(command.getCommandSpec().usageMessage().footer()));
        command.getSubcommands().values().stream().distinct().forEach(sub -> collect(sub, lines));
    }
}
