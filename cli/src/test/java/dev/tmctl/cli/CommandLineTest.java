package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tmctl.cli.InProcessTmctl.Result;
import dev.tmctl.cli.support.ConsoleIO;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// How words become options and values, and what is said of those that cannot.
class CommandLineTest {
    private static final String DRY_RUN = "send --dry-run -o json --id 1 --time 2026-01-31T12:00:00Z ";
    private static final String LEAD = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":";

    private final InProcessTmctl tmctl;

    CommandLineTest(@TempDir Path home) {
        this.tmctl = new InProcessTmctl(home);
    }

    private Result run(String line) {
        return tmctl.run(line.split(" "));
    }

    /// Whatever it looks like: an option, a flag, the end of options, a command, a number.
    @TestFactory
    Stream<DynamicTest> should_take_what_stands_behind_the_sign_for_the_value() {
        return Stream.of(
                        "-f", "--file", "--help", "-h", "--", "---", "-", "-q", "-5", "-5s", "-x=-y", "=", "-f=x",
                        "send")
                .map(value -> dynamicTest(value, () -> {
                    Result sent = run(DRY_RUN + "--type=" + value + " --subject=" + value + " x");
                    assertThat(sent.err()).isEmpty();
                    assertThat(sent.out())
                            .isEqualTo(LEAD + "\"triggermesh-cli\",\"type\":\"" + value
                                    + "\",\"datacontenttype\":\"text/plain\",\"subject\":\"" + value
                                    + "\",\"time\":\"2026-01-31T12:00:00Z\",\"data\":\"x\"}\n");
                }));
    }

    @Test
    void should_take_it_for_the_value_of_every_option_that_has_one() {
        PrintWriter none = new PrintWriter(new StringWriter());
        List<CommandLine> commands = new ArrayList<>();
        collect(Tmctl.commandLine(new ConsoleIO(null, none, none, false, false, false, Map.of())), commands);
        int tried = 0;
        for (CommandLine command : commands) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (option.arity().max() == 0) {
                    continue;
                }
                String path = command.getCommandSpec().qualifiedName(" ").replaceFirst("tmctl ?", "");
                List<String> line = new ArrayList<>(path.isEmpty() ? List.of() : List.of(path.split(" ")));
                line.add(option.longestName() + "=--quiet");
                // asks for the help, so that nothing is done
                line.add("--help");
                Result result = tmctl.run(line.toArray(String[]::new));
                assertThat(result.err()).as(String.join(" ", line)).doesNotContain("needs", "there is no");
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(50);
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().stream().distinct().forEach(sub -> collect(sub, all));
    }

    @Test
    void should_take_a_context_that_has_the_name_of_a_command() {
        String expected = "no targets in the context send\n";
        assertThat(run("--context=send describe")).isEqualTo(new Result(0, "", expected));
        assertThat(run("--context send describe")).isEqualTo(new Result(0, "", expected));
        assertThat(run("describe --context=send")).isEqualTo(new Result(0, "", expected));
    }

    @TestFactory
    Stream<DynamicTest> should_say_in_its_own_words_what_is_wrong() {
        return Stream.of(
                        "watch --max abc|\"abc\" is no value of --max; expected a whole number|tmctl watch",
                        "watch --max=-x|\"-x\" is no value of --max; expected a whole number|tmctl watch",
                        "watch --max 99999999999|\"99999999999\" is no value of --max; expected a whole number|tmctl watch",
                        "logs -n=1.5|\"1.5\" is no value of --tail; expected a whole number|tmctl logs",
                        "version -o=-f|\"-f\" is no value of --output; expected text, json|tmctl version",
                        "watch -o xml|\"xml\" is no value of --output; expected pretty, json, yaml, name, none|tmctl watch",
                        "--color=-f version|\"-f\" is no value of --color; expected auto, always, never|tmctl",
                        "send --quiet=yes x|\"yes\" is no value of --quiet; expected true or false|tmctl send",
                        "send --id|--id needs a value: --id=ID|tmctl send",
                        "send --id --type x y|--id needs a value: --id=ID|tmctl send",
                        "send -f|--file needs a value: --file=FILE|-|tmctl send",
                        "send -f -q|--file needs a value: --file=FILE|-|tmctl send",
                        "send --id -- x|--id needs a value: --id=ID|tmctl send",
                        "send --id a --id b x|--id is given more than once; give it once|tmctl send",
                        "-v describe -v -v|--verbose is given more than once; give it once|tmctl describe",
                        "import|tmctl import needs --from=FILE|DIR|-|URL|tmctl import",
                        "delete target|tmctl delete target needs NAME|tmctl delete target",
                        "config set|tmctl config set needs KEY|tmctl config set",
                        "config set output|tmctl config set needs VALUE|tmctl config set",
                        "send -x y|there is no option -x here|tmctl send",
                        "send -qz y|there is no option -z here|tmctl send",
                        "send --type -zzz x|there is no option -zzz here|tmctl send",
                        "send -o|--output needs a value: --output=pretty|json|yaml|name|none|tmctl send",
                        "create target awskinesis --auth.credentials.secretAccessKey --locl|the word behind "
                                + "--auth.credentials.secretAccessKey looks like an option; a value that begins with - "
                                + "goes behind =: --auth.credentials.secretAccessKey=VALUE|tmctl create target awskinesis",
                        "describe a b|there is no use for b here|tmctl describe")
                .map(line -> dynamicTest(line, () -> {
                    String words = line.substring(0, line.indexOf('|'));
                    String message = line.substring(line.indexOf('|') + 1, line.lastIndexOf('|'));
                    String command = line.substring(line.lastIndexOf('|') + 1);
                    assertThat(run(words))
                            .isEqualTo(new Result(2, "", "error: " + message + "\nnext:  " + command + " --help\n"));
                }));
    }

    @Test
    void should_guess_what_a_word_behind_an_option_means() {
        assertThat(run("send --partition --arm x"))
                .isEqualTo(
                        new Result(
                                2,
                                "",
                                "error: there is no option --arm here\nhint:  did you mean --arn?\nnext:  tmctl send --help\n"));
    }

    @TestFactory
    Stream<DynamicTest> should_refuse_numbers_that_count_nothing() {
        return Stream.of(
                        "watch --idle -5|idle  \"-5\" is not a number of seconds; expected 1 or more",
                        "watch --idle=-5|idle  \"-5\" is not a number of seconds; expected 1 or more",
                        "watch --idle 0|idle  \"0\" is not a number of seconds; expected 1 or more",
                        "watch --max -1|max  \"-1\" is not a number of records; expected 1 or more",
                        "watch --max 0|max  \"0\" is not a number of records; expected 1 or more",
                        "logs -n -3|tail  is -3; expected a number of lines, 0 or more",
                        "logs --tail=-3|tail  is -3; expected a number of lines, 0 or more",
                        "local start --port -1|port  \"-1\" is not a port; expected 1 to 65535",
                        "local start --port 65536|port  \"65536\" is not a port; expected 1 to 65535",
                        "local run --port=-1|port  \"-1\" is not a port; expected 0 to 65535",
                        "send -f x --max-in-flight -1|max-in-flight  is -1; expected 1 to 256",
                        "send -f x --rate -1|rate  \"-1\" is no rate; expected a number of events a second such as 100/s",
                        "send x --timeout -5|timeout  \"-5\" is no time; expected seconds, 500ms, 30s, 5m, 1h or unlimited",
                        "send x --timeout=-5s|timeout  \"-5s\" is no time; expected seconds, 500ms, 30s, 5m, 1h or "
                                + "unlimited")
                .map(line -> dynamicTest(line, () -> {
                    int cut = line.indexOf('|');
                    assertThat(run(line.substring(0, cut)))
                            .isEqualTo(new Result(
                                    2, "", "error: 1 value is not valid\n  " + line.substring(cut + 1) + "\n"));
                }));
    }

    @Test
    void should_need_a_folder_only_where_something_is_kept(@TempDir Path folder) throws Exception {
        Map<String, String> homeless = Map.of("TMCTL_HOME", "state");
        String[] refused = {
            "describe",
            "start",
            "stop",
            "logs",
            "watch",
            "send x",
            "import -f x",
            "dump",
            "config set output json",
            "config unset output",
            "config list",
            "local start",
            "local status",
            "delete target x",
            "create target awskinesis --no-start --local --partition p"
        };
        for (String line : refused) {
            Result result = run(homeless, line);
            assertThat(result.err())
                    .as(line)
                    .startsWith("error: TMCTL_HOME is \"state\", which is not an absolute path");
            assertThat(result.code()).as(line).isEqualTo(2);
        }
        for (String line : List.of("version", "crd", "completion bash", "help send", "send --dry-run x", "--version")) {
            assertThat(run(homeless, line).code()).as(line).isZero();
        }
        assertThat(Files.exists(Path.of("state"))).isFalse();
    }

    /// A dry run has the exit code of the send that it stands for.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "send --dry-run --target t x|0",
                "send --dry-run x|2",
                "send --dry-run --target nope x|3",
                "send --dry-run --partition=zz x --target t|2",
                "send --dry-run --direct --arn bogus --partition p x|2",
                "send --dry-run --direct --arn arn:aws:kinesis:us-east-1:123456789012:stream/x --partition p x|0",
                "send --dry-run --target t --timeout=zz x|2",
                "send --dry-run --target t -f FILE --rate=zz|2",
                "send --dry-run --target t -f FILE --max-in-flight=0|2",
                "send --dry-run --target t -f FILE --failed FILE|2",
                "send --dry-run --target t -f FILE|0",
                "send --dry-run --target t --extension=foo=1 --extension=foo=2 x|2",
                "send --dry-run --target full --datacontenttype=application/json {|2",
                "send --dry-run --target full -f BASE64|1",
                "send --dry-run --target pf -f HALF|6",
            })
    void should_end_a_dry_run_as_the_send(String line, int code, @TempDir Path folder) throws IOException {
        String head = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"";
        Path file = Files.writeString(folder.resolve("file"), head + "}\n");
        Path base64 = Files.writeString(
                folder.resolve("base64"),
                head + ",\"datacontenttype\":\"application/json\",\"data_base64\":\"/w==\"}\n");
        Path half = Files.writeString(
                folder.resolve("half"), head + ",\"data\":{\"a\":\"\\ud800\"}}\n" + head + ",\"data\":{\"a\":1}}\n");
        String create = "create target awskinesis --no-start --local --partition p --name ";
        assertThat(run(create + "t").code()).isZero();
        assertThat(run(create + "full --full-cloudevent").code()).isZero();
        assertThat(run(create + "pf --partition-from data:/a").code()).isZero();
        String real = line.replace("FILE", file.toString())
                .replace("BASE64", base64.toString())
                .replace("HALF", half.toString());
        Result result = run(real);
        assertThat(result.code()).as(result.err()).isEqualTo(code);
    }

    private static Result run(Map<String, String> environment, String line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ConsoleIO console =
                new ConsoleIO(null, new PrintWriter(out), new PrintWriter(err), false, false, false, environment);
        int code = Tmctl.run(console, line.split(" "));
        console.out().flush();
        return new Result(code, out.toString(), err.toString());
    }

    @Test
    void should_refuse_a_closed_standard_input_wherever_it_is_read(@TempDir Path home) {
        for (String line : List.of(
                "send --dry-run -",
                "send --dry-run -f -",
                "import -f -",
                "create target awskinesis -f -",
                "create target awskinesis --local --auth.credentials.accessKeyID -")) {
            assertThat(run(Map.of("TMCTL_HOME", home.toString()), line))
                    .as(line)
                    .isEqualTo(new Result(2, "", """
                            error: standard input is closed, so nothing can be read from it
                            hint:  pipe the data in, or name a file
                            """));
        }
        assertThat(home).isEmptyDirectory();
    }
}
