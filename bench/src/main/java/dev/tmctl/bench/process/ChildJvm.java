package dev.tmctl.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A subject in a process of its own. It says how far it is on its standard output, in lines that begin with `@`, and
/// ends when its standard input does.
public final class ChildJvm implements AutoCloseable {
    /// As the command line starts its servers: a small heap and the serial collector.
    public static final List<String> SERVER_FLAGS = List.of(
            "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx256m", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8");

    /// As it starts an adapter; `scripts/bench.sh` reads what is particular to one from the launcher.
    public static final List<String> ADAPTER_FLAGS = Stream.concat(
                    Stream.of(
                            "-XX:+UseSerialGC",
                            "-XX:-UsePerfData",
                            "-Dstdout.encoding=UTF-8",
                            "-Dstderr.encoding=UTF-8"),
                    words("tmctl.bench.adapter.flags").stream())
            .toList();

    private static final long TIMEOUT_SECONDS = 600;
    private static final long END_SECONDS = 10;
    private static final int TAIL = 400;

    private final Process process;
    private final Path log;
    private final BufferedReader lines;

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static List<String> words(String property) {
        return Stream.of(System.getProperty(property, "").split(" ", -1))
                .filter(word -> !word.isBlank())
                .toList();
    }

    /// Starts a main class of this program.
    ///
    /// @param folder for its log
    /// @param environment added to this process's own
    public static ChildJvm start(
            Path folder, List<String> flags, Map<String, String> environment, Class<?> main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(words("tmctl.bench.flags"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Path log = Files.createTempFile(folder, main.getSimpleName() + "-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(log.toFile());
        builder.environment().putAll(environment);
        ChildJvm child = new ChildJvm(builder.start(), log);
        Thread.ofVirtual().start(child::watch);
        return child;
    }

    /// A child that hangs is ended, so that whoever waits for its next line goes on.
    private void watch() {
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for a line `@NAME ...`.
    ///
    /// @return what follows the name
    /// @throws IOException when the child ends before, with what it said last
    public String await(String name) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("@" + name)) {
                return line.substring(name.length() + 1).strip();
            }
            if (line.startsWith("@PROBLEM")) {
                throw new IOException(line.substring("@PROBLEM".length()).strip());
            }
        }
        throw new IOException("it ended: " + tail());
    }

    private String tail() throws IOException {
        String all = Files.readString(log).strip().replaceAll("\\s+", " ");
        return all.length() <= TAIL ? all : all.substring(0, TAIL);
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                process.onExit().join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(log);
    }
}
