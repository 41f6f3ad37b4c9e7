package dev.tmctl.cli.command;

import dev.tmctl.cli.help.Topic;
import dev.tmctl.cli.support.VersionText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The root of the command tree.
@Command(
        name = "tmctl",
        description = "CloudEvents to Amazon Kinesis, from a shell to a cluster.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tmctl create target awskinesis --local --partition orders",
            "  tmctl send '{\"hello\": \"world\"}'",
            "  tmctl describe",
            "  tmctl watch --from beginning",
            "",
            "tmctl help TOPIC explains exit-codes, environment, authentication, formatting."
        },
        exitCodeListHeading = "%nExit codes:%n",
        versionProvider = VersionText.class)
public final class RootCommand extends GroupCommand {
    /// The commands in the order of the help, by name and by alias. They are not in the annotation, so that a
    /// run makes the model of the one command that it needs only: picocli takes some milliseconds for each.
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("create", CreateCommand.class);
        COMMANDS.put("send", SendCommand.class);
        COMMANDS.put("describe", DescribeCommand.class);
        COMMANDS.put("watch", WatchCommand.class);
        COMMANDS.put("start", StartCommand.class);
        COMMANDS.put("stop", StopCommand.class);
        COMMANDS.put("restart", RestartCommand.class);
        COMMANDS.put("logs", LogsCommand.class);
        COMMANDS.put("delete", DeleteCommand.class);
        COMMANDS.put("import", ImportCommand.class);
        COMMANDS.put("dump", DumpCommand.class);
        COMMANDS.put("crd", CrdCommand.class);
        COMMANDS.put("local", LocalCommand.class);
        COMMANDS.put("config", ConfigCommand.class);
        COMMANDS.put("adapter", AdapterCommand.class);
        COMMANDS.put("completion", CompletionCommand.class);
        COMMANDS.put("help", HelpCommand.class);
        COMMANDS.put("version", VersionCommand.class);
    }

    /// Other names of commands, as upstream had them.
    private static final Map<String, String> ALIASES = Map.of("send-event", "send");

    @Option(
            names = "--context",
            order = 1,
            paramLabel = "CONTEXT",
            description = "The context whose targets are meant, for every command that works on targets.")
    @Nullable
    String context;

    @Option(names = "--version", order = 7, versionHelp = true, description = "Show the version and exit.")
    boolean version;

    /// The command that a word names, or null when it names none.
    public static @Nullable Class<?> named(String word) {
        return COMMANDS.get(ALIASES.getOrDefault(word, word));
    }

    /// Other names of commands with the names that they stand for.
    public static Map<String, String> aliases() {
        return ALIASES;
    }

    /// The commands that a command line needs: the one that it names, and for `help` also the one that is
    /// explained.
    public static Collection<Class<?>> neededBy(String... args) {
        Class<?> first = args.length == 0 ? null : named(args[0]);
        if (first == null) {
            return all();
        }
        if (first != HelpCommand.class) {
            return List.of(first);
        }
        Class<?> explained = args.length == 1 ? null : named(args[1]);
        boolean topic = args.length > 1 && Topic.named(args[1]).isPresent();
        return topic ? List.of(first) : explained == null || explained == first ? all() : List.of(explained, first);
    }

    /// Every command, in the order of the help.
    public static Collection<Class<?>> all() {
        return COMMANDS.values();
    }
}
