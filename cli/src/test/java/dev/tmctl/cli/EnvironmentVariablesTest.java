package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.environment.EnvironmentVariable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `tmctl help environment` tells of every variable that is looked up, and of no other.
class EnvironmentVariablesTest {
    private static final Pattern LITERAL = Pattern.compile("\"((?:TMCTL|AWS)_[A-Z_]+)\"");
    private static final Pattern IN_SHELL = Pattern.compile("\\$\\{?((?:TMCTL|JAVA)_[A-Z_]+)");
    private static final Set<String> KNOWN =
            Arrays.stream(EnvironmentVariable.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));

    private static final String SOURCES =
            read(Path.of("..", "core", "src", "main", "java")) + read(Path.of("src", "main", "java"));
    private static final String LAUNCHER = read(Path.of("src", "main", "dist"));

    @Test
    void should_know_every_variable_that_is_looked_up() {
        assertThat(names(LITERAL, SOURCES)).isNotEmpty().isSubsetOf(KNOWN);
        assertThat(names(IN_SHELL, LAUNCHER)).isNotEmpty().isSubsetOf(KNOWN);
    }

    @Test
    void should_know_no_variable_that_nobody_looks_up() {
        assertThat(KNOWN)
                .allSatisfy(name -> assertThat(SOURCES.contains("EnvironmentVariable." + name)
                                || SOURCES.contains("\"" + name + "\"")
                                || names(IN_SHELL, LAUNCHER).contains(name))
                        .as(name)
                        .isTrue());
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .distinct()
                .toList();
    }

    private static String read(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("EnvironmentVariable.java"))
                    .toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
