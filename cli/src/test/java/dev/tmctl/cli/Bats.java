package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;

/// Runs a file of bats tests and makes each of them a test of its own here: what bats skips is skipped, and nothing
/// of the surrounding environment but `PATH` reaches them.
final class Bats {
    private static final long TIMEOUT_SECONDS = 600;
    private static final Pattern PLAN = Pattern.compile("1\\.\\.(\\d+)");
    private static final Pattern RESULT = Pattern.compile("(not )?ok \\d+ (.*?)(?: # skip ?(.*))?");

    private Bats() {}

    /// Whether `PATH` leads to a program; what is missing is installed by `scripts/install-test-shells.sh`.
    static boolean installed(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// Runs all tests of a file, now.
    ///
    /// @param file relative to the module
    /// @param home becomes `HOME`
    /// @param environment what the file asks for beside `TMCTL_JAVA_HOME`
    static List<DynamicTest> tests(Path file, Path home, Map<String, String> environment)
            throws IOException, InterruptedException {
        return tests(List.of(), file, home, environment);
    }

    /// @param wrapper a command that runs the one which follows it
    static List<DynamicTest> tests(List<String> wrapper, Path file, Path home, Map<String, String> environment)
            throws IOException, InterruptedException {
        assumeTrue(installed("bats"), "bats is not installed; scripts/install-test-shells.sh does it");
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of("bats", "--tap", file.toString()));
        ProcessBuilder bats = new ProcessBuilder(command);
        bats.environment().clear();
        bats.environment().put("PATH", System.getenv("PATH"));
        bats.environment().put("HOME", home.toString());
        bats.environment().put("LC_ALL", "C.UTF-8");
        bats.environment().put("TMCTL_JAVA_HOME", System.getProperty("java.home"));
        bats.environment().putAll(environment);
        Path log = Files.createTempFile(home, "bats", ".tap");
        // a program that asks for something must not wait for an answer
        Process process = bats.redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String told = Files.readString(log, StandardCharsets.UTF_8);
        Files.delete(log);
        assertThat(ended).as(told).isTrue();
        return parse(told);
    }

    /// Reads TAP, where lines of a failure follow its result.
    private static List<DynamicTest> parse(String told) {
        List<DynamicTest> tests = new ArrayList<>();
        int planned = -1;
        List<String> lines = told.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher plan = PLAN.matcher(lines.get(i));
            Matcher result = RESULT.matcher(lines.get(i));
            if (plan.matches()) {
                planned = Integer.parseInt(plan.group(1));
            } else if (result.matches()) {
                List<String> detail = lines.subList(i + 1, lines.size()).stream()
                        .takeWhile(line -> !RESULT.matcher(line).matches())
                        .toList();
                tests.add(test(result, String.join("\n", detail)));
            }
        }
        assertThat(tests).as(told).isNotEmpty().hasSize(planned);
        return tests;
    }

    private static DynamicTest test(Matcher result, String detail) {
        boolean passed = result.group(1) == null;
        String skipped = result.group(3);
        return DynamicTest.dynamicTest(result.group(2), () -> {
            if (!passed) {
                fail(detail);
            }
            if (skipped != null) {
                abort(skipped);
            }
        });
    }
}
