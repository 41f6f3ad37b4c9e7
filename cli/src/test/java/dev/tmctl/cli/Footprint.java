package dev.tmctl.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// What the tool left behind in a home: files, and processes that serve it.
final class Footprint {
    private static final Path PROC = Path.of("/proc");

    private Footprint() {}

    /// Every file and folder below `home`, by its path in there.
    static Set<String> files(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            Set<String> names = new TreeSet<>();
            all.filter(path -> !path.equals(home))
                    .forEach(path -> names.add(home.relativize(path).toString()));
            return names;
        }
    }

    /// The detached processes whose record lies below `home`; each of them has the record's path in its
    /// environment.
    static List<ProcessHandle> processes(Path home) {
        Assumptions.assumeTrue(
                Files.isReadable(PROC.resolve("self/environ")), "there is no /proc to find processes in");
        String mark = "TMCTL_PROCESS_RECORD=" + home.toAbsolutePath() + "/";
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process).anyMatch(entry -> entry.startsWith(mark)))
                .toList();
    }

    /// Kills what still serves `home`.
    static void killAll(Path home) {
        for (ProcessHandle process : processes(home)) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private static Stream<String> environment(ProcessHandle process) {
        Path file = PROC.resolve(Long.toString(process.pid())).resolve("environ");
        try {
            return Stream.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0"));
        } catch (IOException | UncheckedIOException gone) {
            // it has ended, or is another user's
            return Stream.empty();
        }
    }
}
