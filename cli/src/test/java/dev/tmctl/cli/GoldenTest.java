package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.help.Topic;
import dev.tmctl.cli.support.ConsoleIO;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Help, tables and errors must look as they did, in a pipe and on a terminal: each case of both is a file
/// below `golden`. `-Dgolden.update` writes the files anew, to be read before they are checked in.
class GoldenTest {
    private static final String ARN = "--arn arn:aws:kinesis:eu-central-1:123456789012:stream/billing --partition p";

    /// Targets whose adapters never ran, and a second context.
    private static final List<String> HOME = List.of(
            "create target awskinesis --no-start --name orders --local --partition orders --ordered",
            "create target awskinesis --no-start --name billing --full-cloudevent " + ARN
                    + " --auth.credentials.accessKeyID AKIAIOSFODNN7EXAMPLE --auth.credentials.secretAccessKey -",
            "create target awskinesis --no-start --name later --context staging --local --partition-from subject"
                    + " --partition p");

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";

    /// What is tried in a filled home, by the name of its file.
    private static final Map<String, String> FILLED = new LinkedHashMap<>();

    static {
        FILLED.put("table-describe", "describe");
        FILLED.put("table-describe-wide", "describe -o wide");
        FILLED.put("table-describe-json", "describe -o json");
        FILLED.put("table-describe-yaml", "describe -o yaml");
        FILLED.put("table-describe-one", "describe orders");
        FILLED.put("table-config-list", "config list");
        FILLED.put("table-config-list-origin", "config list --show-origin --context staging");
        FILLED.put("table-local-status", "local status");
        FILLED.put(
                "table-dry-run",
                "send --dry-run --target orders --id 1 --time 2026-01-31T12:00:00Z --subject s {\"a\":1}");
        FILLED.put("result-create-unchanged", HOME.getFirst());
        FILLED.put("result-create-quiet", "-q " + HOME.getFirst());
        FILLED.put("result-create-updated", "create target awskinesis --no-start --name orders --local --partition q");
        FILLED.put("result-delete", "delete target orders billing --yes");
        FILLED.put("result-config-get", "config get context");
        FILLED.put("result-stop", "stop orders");
        FILLED.put("error-no-such-target", "describe ordres");
        FILLED.put("error-no-target-in-context", "describe orders --context staging");
        FILLED.put("error-which-target", "start");
        FILLED.put("error-which-target-of-send", "send x");
        FILLED.put("error-adapter-not-running", "send --target orders x");
        FILLED.put("error-no-such-command", "craete");
        FILLED.put("error-no-such-command-at-all", "frobnicate");
        FILLED.put("error-no-such-subcommand", "local frobnicate");
        FILLED.put("error-no-such-option", "describe --outptu json");
        FILLED.put("error-no-such-format", "describe -o jsn");
        FILLED.put("error-no-such-setting", "config get contxt");
        FILLED.put("error-no-such-setting-at-all", "config set frobnicate x");
        FILLED.put("error-bad-setting", "config set output xml");
        FILLED.put("error-no-such-topic", "help exit-code");
        FILLED.put("error-no-such-help-at-all", "help frobnicate");
        FILLED.put("error-no-help-of-a-command-below", "help send foo");
        FILLED.put("error-topic-with-more-words", "help exit-codes send");
        FILLED.put("error-no-help-below", "help create tagret");
        FILLED.put("error-no-such-shell", "completion fsh");
        FILLED.put("error-missing-operand", "delete target");
        FILLED.put("error-missing-value", "send --id");
        FILLED.put("error-word-for-a-value", "send --partition --arm x");
        FILLED.put("error-no-number", "watch --max few");
        FILLED.put("error-quiet-and-verbose", "-q version -v");
        FILLED.put("error-nothing-to-send", "send");
        FILLED.put("error-data-and-file", "send x -f y");
        FILLED.put("error-needs-file", "send x --stats");
        FILLED.put("error-needs-direct", "send x --arn a");
        FILLED.put("error-no-such-file", "send -f nowhere --dry-run --target orders");
        FILLED.put(
                "error-everything-invalid", "create target awskinesis --name UPPER_CASE --arn nonsense --port 70000");
        FILLED.put("error-broker", "create target awskinesis --eventTypes a");
        FILLED.put("error-bad-time", "watch --from yesterday");
    }

    /// A case: an invocation in a home.
    private record Case(String name, List<String> arguments, boolean filled) {}

    @TestFactory
    Stream<DynamicTest> should_look_as_it_did(@TempDir Path folder) {
        List<Case> cases = new ArrayList<>();
        help(GenerateDocs.commandLine(), cases);
        for (Topic topic : Topic.values()) {
            cases.add(new Case("help-topic-" + topic.word(), List.of("help", topic.word()), false));
        }
        cases.add(new Case("table-describe-nothing", List.of("describe"), false));
        cases.add(new Case("error-no-target-at-all", List.of("describe", "orders"), false));
        FILLED.forEach((name, line) -> cases.add(new Case(name, List.of(line.split(" ")), true)));
        List<DynamicTest> tests = new ArrayList<>();
        Set<String> files = new TreeSet<>();
        for (Case one : cases) {
            for (boolean terminal : new boolean[] {false, true}) {
                String file = one.name() + (terminal ? ".terminal" : ".pipe") + ".txt";
                files.add(file);
                tests.add(DynamicTest.dynamicTest(file, () -> check(one, terminal, folder.resolve(file), file)));
            }
        }
        tests.add(DynamicTest.dynamicTest("no file without a case", () -> checkFiles(files)));
        return tests.stream();
    }

    private static void help(CommandLine command, List<Case> cases) {
        String path = command.getCommandSpec().qualifiedName(" ");
        List<String> arguments = new ArrayList<>(List.of(path.split(" ")));
        arguments.removeFirst();
        arguments.add("--help");
        cases.add(new Case("help-" + path.replace(' ', '-'), List.copyOf(arguments), false));
        command.getSubcommands().values().stream()
                .distinct()
                .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
                .forEach(sub -> help(sub, cases));
    }

    private static void check(Case one, boolean terminal, Path home, String file) throws IOException {
        Files.createDirectories(home);
        if (one.filled()) {
            for (String line : HOME) {
                assertThat(run(List.of(line.split(" ")), false, home)).startsWith("exit 0\n");
            }
        }
        String seen = "$ tmctl " + String.join(" ", one.arguments()) + "\n" + run(one.arguments(), terminal, home);
        Golden.assertLooks(file, seen);
    }

    private static void checkFiles(Set<String> expected) throws IOException {
        Set<String> present = new TreeSet<>();
        try (Stream<Path> files = Files.list(Golden.FOLDER)) {
            files.map(file -> file.getFileName().toString())
                    // those are GoldenIT's
                    .filter(name -> !name.startsWith("process-"))
                    .forEach(present::add);
        }
        if (Golden.UPDATE) {
            for (String name : present) {
                if (!expected.contains(name)) {
                    Files.delete(Golden.FOLDER.resolve(name));
                }
            }
            present.retainAll(expected);
        }
        assertThat(present).isEqualTo(expected);
    }

    /// Exit code, standard output and standard error, with names in the place of what differs from run to run.
    private static String run(List<String> arguments, boolean terminal, Path home) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Map<String, String> environment =
                Map.of("TMCTL_HOME", home.toString(), "HOME", home.toString(), "TERM", "xterm", "SHELL", "/bin/sh");
        ConsoleIO console = new ConsoleIO(
                new ByteArrayInputStream(SECRET.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                terminal,
                terminal,
                terminal,
                environment);
        int code = Tmctl.run(console, arguments.toArray(String[]::new));
        console.out().flush();
        String text = "exit " + code + "\n--- standard output\n" + out + "--- standard error\n" + err;
        return Masked.text(text.replace(home.toString(), "HOME"));
    }
}
