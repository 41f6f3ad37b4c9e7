package dev.tmctl.process;

import dev.tmctl.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    /// program is executed stays ignored, and the JVM respects that; SIGTERM still ends the process.
    private static final List<String> OUTLIVE_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' HUP INT; exec \"$@\"", "tmctl");

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration KILLED_WITHIN = Duration.ofSeconds(5);

    /// Whoever only looks at a lock holds it for some microseconds.
    private static final Duration FREE_WITHIN = Duration.ofSeconds(1);

    private static final int TAIL_LINES = 20;

    /// A process that a signal ended has this and the signal's number for its status.
    private static final int SIGNALLED = 128;

    private static final int LAST_SIGNAL = 31;

    private final String title;
    private final Path record;
    private final ProcessLock lock;
    private final LogFile log;

    /// @param title how messages call it, for example `adapter of orders`
    /// @param folder where its record and log lie
    /// @param name the files' base name
    public ManagedProcess(String title, Path folder, String name) {
        this.title = title;
        this.record = folder.resolve(name + ".json");
        this.lock = ProcessLock.beside(record);
        this.log = new LogFile(folder.resolve(name + ".log"));
    }

    /// Its log.
    public LogFile log() {
        return log;
    }

    /// The record of the last start, whether the process still runs or not.
    ///
    /// @throws UncheckedIOException when this user may not read it
    public Optional<ProcessRecord> lastRecord() {
        return ProcessRecord.read(record);
    }

    /// The record, if the process runs: it holds the lock beside the record, or, where there is no lock to
    /// hold, the process of the record is alive.
    ///
    /// @throws UncheckedIOException when this user may not look at the record or the lock
    public Optional<ProcessRecord> running() {
        Optional<ProcessRecord> last = lastRecord();
        ProcessIdentity process = last.map(ProcessRecord::identity).orElse(null);
        return process != null && runs(process, last.get().locks()) ? last : Optional.empty();
    }

    /// Only the lock knows of a process that waits to be reaped, or that is of another container or machine.
    private boolean runs(ProcessIdentity process, boolean locks) {
        try {
            return locks && lock.exists() ? lock.isHeldBy(process) : process.isAlive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts the process and waits until it is ready or dead.
    ///
    /// @param arguments the program's arguments; no secrets
    /// @param environment added to this process's environment
    /// @param unset names that the process must not inherit
    /// @throws ProcessStartException when it died or was not ready in time; it does not run then
    /// @throws IOException when it runs already, although there is no record of it
    public ProcessRecord start(
            JavaProgram program,
            List<String> arguments,
            Map<String, String> environment,
            Set<String> unset,
            String fingerprint,
            Duration timeout)
            throws IOException {
        Path folder = record.toAbsolutePath().getParent();
        if (folder != null) {
            PrivateFiles.createFolder(folder);
        }
        refuseWhileHeld();
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
        return awaitReady(process, logStart, timeout);
    }

    private void refuseWhileHeld() throws IOException {
        if (lock.isHeld() && !Pauses.until(() -> !lock.isHeld(), POLL, FREE_WITHIN)) {
            ProcessIdentity holder = lock.holder();
            throw new IOException(
                    "the " + title + " runs already" + (holder == null ? "" : " as process " + holder.pid())
                            + ", which holds " + lock.file() + " and has no record; stop it first");
        }
    }

    private ProcessRecord awaitReady(Process process, long logStart, Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (true) {
                Optional<ProcessRecord> ready = lastRecord().filter(last -> isOf(last, process));
                if (ready.isPresent() && process.isAlive()) {
                    return proven(ready.get());
                }
                if (!process.isAlive()) {
                    throw new ProcessStartException(
                            "the " + title + " " + inWords(process.exitValue()) + " before it was ready",
                            log.tail(logStart, TAIL_LINES));
                }
                if (System.nanoTime() > deadline) {
                    kill(process);
                    throw new ProcessStartException(
                            "the " + title + " was not ready within " + timeout.toSeconds() + " s",
                            log.tail(logStart, TAIL_LINES));
                }
                Thread.sleep(POLL);
            }
        } catch (InterruptedException e) {
            // it has nothing in flight; when it is gone it leaves no record behind the caller's back
            kill(process);
            Thread.currentThread().interrupt();
            throw new ProcessStartException("interrupted while the " + title + " was starting", List.of());
        }
    }

    /// A record of an earlier start may have the same number: in a container they come again after each of its
    /// starts.
    private static boolean isOf(ProcessRecord last, Process process) {
        ProcessIdentity started = last.pid() == process.pid() ? ProcessIdentity.of(process.pid()) : null;
        return started != null && started.equals(last.identity());
    }

    /// A file system may take every lock and keep nobody away by it: there the process' own life counts.
    private ProcessRecord proven(ProcessRecord ready) throws IOException {
        ProcessIdentity process = ready.identity();
        if (!ready.locks() || process == null || lock.isHeldBy(process) || !process.isAlive()) {
            return ready;
        }
        ProcessRecord judgedByLife = ready.withoutLock();
        judgedByLife.write(record);
        return judgedByLife;
    }

    private static String inWords(int status) {
        int signal = status - SIGNALLED;
        return signal > 0 && signal <= LAST_SIGNAL ? "was ended by signal " + signal : "ended with status " + status;
    }

    private static void kill(Process process) {
        process.destroyForcibly()
                .onExit()
                .completeOnTimeout(process, KILLED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /// Asks the process to end (SIGTERM), waits, and kills it if it does not. A thread that is interrupted
    /// meanwhile completes it: a process that drains must not be killed for that.
    ///
    /// @return how it ended, or null when it was not running
    /// @throws IOException when it runs, and cannot be stopped from here
    public @Nullable StopResult stop(Duration timeout) throws IOException {
        Optional<ProcessRecord> running = running();
        boolean locks = running.map(ProcessRecord::locks).orElse(true);
        // one that holds the lock and left no record is to be stopped too
        ProcessIdentity process = running.isPresent() ? running.get().identity() : lock.isHeld() ? lock.holder() : null;
        if (process == null) {
            return null;
        }
        ProcessHandle handle = process.handle().orElse(null);
        if (handle == null) {
            if (!runs(process, locks)) {
                return null;
            }
            throw new IOException("the " + title + " runs as process " + process.pid()
                    + " of another container or machine, which holds " + lock.file() + "; stop it there");
        }
        if (!handle.destroy() && runs(process, locks)) {
            throw new IOException("the " + title + " runs as process " + process.pid()
                    + ", which this user may not stop; stop it as the user who started it");
        }
        if (awaitEnd(process, locks, timeout)) {
            return StopResult.DRAINED;
        }
        handle.destroyForcibly();
        if (!awaitEnd(process, locks, KILLED_WITHIN)) {
            throw new IOException(
                    "the " + title + " (process " + process.pid() + ") does not end, although it was killed");
        }
        return StopResult.KILLED;
    }

    private boolean awaitEnd(ProcessIdentity process, boolean locks, Duration timeout) throws IOException {
        boolean ended = Pauses.until(() -> !runs(process, locks), POLL, timeout);
        if (ended) {
            // its port is free some moments after its lock
            Pauses.until(() -> !process.isAlive(), POLL, KILLED_WITHIN);
        }
        return ended;
    }

    /// How a process ended.
    public enum StopResult {
        /// It finished what was in flight.
        DRAINED,
        /// It had to be killed.
        KILLED
    }

    /// Removes what it left: record, lock and log.
    public void forget() throws IOException {
        Files.deleteIfExists(record);
        lock.delete();
        log.delete();
    }
}
