package dev.tmctl.process;

import dev.tmctl.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One detached process of this program, known by the record it leaves in its folder.
public final class ManagedProcess {
    /// The environment variable that tells a process where to leave its record.
    public static final String RECORD_FILE = "TMCTL_PROCESS_RECORD";

    /// The environment variable with the fingerprint that it puts there.
    public static final String FINGERPRINT = "TMCTL_PROCESS_FINGERPRINT";

    /// The environment variable with the file that its standard output and error are, which it keeps short.
    public static final String LOG_FILE = "TMCTL_PROCESS_LOG";

    /// A terminal sends SIGHUP and SIGINT to everything that was started in it. What is ignored when a
    /// program is
    /// executed stays ignored, and the JVM respects that; SIGTERM still ends the process.
    private static final List<String> OUTLIVE_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' HUP INT; exec \"$@\"", "tmctl");

    private static final Duration POLL = Duration.ofMillis(10);
    private static final int TAIL_LINES = 20;

    private final String title;
    private final Path record;
    private final LogFile log;

    /// @param title how messages call it, for example `adapter of orders`
    /// @param folder where its record and log lie
    /// @param name the files' base name
    public ManagedProcess(String title, Path folder, String name) {
        this.title = title;
        this.record = folder.resolve(name + ".json");
        this.log = new LogFile(folder.resolve(name + ".log"));
    }

    /// Its log.
    public LogFile log() {
        return log;
    }

    /// The record of the last start, whether the process still runs or not.
    public Optional<ProcessRecord> lastRecord() {
        return ProcessRecord.read(record);
    }

    /// The record, if the process runs.
    public Optional<ProcessRecord> running() {
        return lastRecord().filter(last -> last.process().isPresent());
    }

    /// Starts the process and waits until it is ready or dead.
    ///
    /// @param arguments the program's arguments; no secrets
    /// @param environment added to this process's environment
    /// @param unset names that the process must not inherit
    /// @throws ProcessStartException when it died or was not ready in time; it does not run then
    public ProcessRecord start(
            JavaProgram program,
            List<String> arguments,
            Map<String, String> environment,
            Set<String> unset,
            String fingerprint,
            Duration patience)
            throws IOException {
        Path folder = record.toAbsolutePath().getParent();
        if (folder != null) {
            PrivateFiles.createFolder(folder);
        }
        log.prepare();
        long logStart = log.size();
        List<String> command = new ArrayList<>(OUTLIVE_TERMINAL);
        command.addAll(program.command(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(unset);
        builder.environment().putAll(environment);
        builder.environment().put(RECORD_FILE, record.toAbsolutePath().toString());
        builder.environment().put(FINGERPRINT, fingerprint);
        builder.environment().put(LOG_FILE, log.file().toAbsolutePath().toString());
        // A working directory that may go away must not be held by a process that stays.
        builder.directory(folder == null ? null : folder.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        builder.redirectErrorStream(true);
        Process process = builder.start();
        return awaitReady(process, logStart, patience);
    }

    private ProcessRecord awaitReady(Process process, long logStart, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                Optional<ProcessRecord> ready = lastRecord().filter(last -> last.pid() == process.pid());
                if (ready.isPresent() && process.isAlive()) {
                    return ready.get();
                }
                if (!process.isAlive()) {
                    throw new ProcessStartException(
                            "the " + title + " ended with status " + process.exitValue() + " before it was ready",
                            log.tail(logStart, TAIL_LINES));
                }
                if (System.nanoTime() > deadline) {
                    process.destroyForcibly();
                    throw new ProcessStartException(
                            "the " + title + " was not ready within " + patience.toSeconds() + " s",
                            log.tail(logStart, TAIL_LINES));
                }
                Thread.sleep(POLL);
            }
        } catch (InterruptedException e) {
            // it has nothing in flight; when it is gone it leaves no record behind the caller's back
            process.destroyForcibly().onExit().join();
            Thread.currentThread().interrupt();
            throw new ProcessStartException("interrupted while the " + title + " was starting", List.of());
        }
    }

    /// Asks the process to end (SIGTERM), waits, and kills it if it does not.
    ///
    /// @return how it ended, or null when it was not running
    public @Nullable StopResult stop(Duration patience) throws IOException {
        Optional<ProcessHandle> process = running().flatMap(ProcessRecord::process);
        if (process.isEmpty()) {
            return null;
        }
        ProcessHandle handle = process.get();
        handle.destroy();
        StopResult result = await(handle, patience) ? StopResult.DRAINED : kill(handle);
        return result;
    }

    private static StopResult kill(ProcessHandle handle) {
        handle.destroyForcibly();
        await(handle, Duration.ofSeconds(5));
        return StopResult.KILLED;
    }

    private static boolean await(ProcessHandle handle, Duration patience) {
        try {
            // an interruption comes into effect afterwards: a process that drains must not be killed for it
            handle.onExit()
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return true;
        } catch (CompletionException e) {
            return !handle.isAlive();
        }
    }

    /// How a process ended.
    public enum StopResult {
        /// It finished what was in flight.
        DRAINED,
        /// It had to be killed.
        KILLED
    }

    /// Removes what it left: record and log.
    public void forget() throws IOException {
        Files.deleteIfExists(record);
        log.delete();
    }
}
