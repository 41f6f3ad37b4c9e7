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

/// A subject in a process of its own. It says how far it is on its standard output, in lines that begin with `@`, and
/// ends when its standard input does.
public final class ChildJvm implements AutoCloseable {
    /// As the command line starts its servers: a small heap and the serial collector.
    public static final List<String> SERVER_FLAGS = List.of(
            "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx256m", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8");

    /// As it starts an adapter.
    public static final List<String> ADAPTER_FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xmx256m",
            "-Xms40m",
            "-Xmn24m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20",
            "-XX:ReservedCodeCacheSize=48m",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8");

    private static final long PATIENCE_SECONDS = 600;
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
        String more = System.getProperty("tmctl.bench.flags", "");
        if (!more.isBlank()) {
            command.addAll(List.of(more.split(" ", -1)));
        }
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
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
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
