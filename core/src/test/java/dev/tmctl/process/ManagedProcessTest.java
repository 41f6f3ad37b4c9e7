package dev.tmctl.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tmctl.process.ManagedProcess.StopResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether a process runs, with real ones. Each name of a process is one of `TestProgram`'s.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManagedProcessTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /// Nothing here takes so long unless it waits for something that does not come.
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    private Path folder;
    private ManagedProcess managed;
    private final List<ProcessHandle> started = new ArrayList<>();

    @BeforeEach
    void open(@TempDir Path temporary) {
        folder = temporary.resolve("run");
        managed = new ManagedProcess("adapter of t", folder, "t");
    }

    @AfterEach
    void endAll() {
        for (ProcessHandle process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private ProcessRecord start(ManagedProcess process, String behaviour) throws IOException {
        ProcessRecord record =
                process.start(TestProgram.program(), List.of(behaviour), Map.of(), Set.of(), "print", TIMEOUT);
        ProcessHandle.of(record.pid()).ifPresent(started::add);
        return record;
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static void kill(long pid) {
        ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().join();
    }

    /// Starts a process that nobody reaps: its parent never asks for its children.
    private ProcessRecord startUnderWhoReapsNothing() throws Exception {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" & exec sleep 600", "sh"));
        command.addAll(TestProgram.program().command(List.of("serve")));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(ManagedProcess.RECORD_FILE, file("t.json").toString());
        builder.environment().put(ManagedProcess.FINGERPRINT, "print");
        started.add(builder.start().toHandle());
        Awaitility.await().atMost(TIMEOUT).until(() -> managed.running().isPresent());
        ProcessRecord record = managed.running().orElseThrow();
        started.addFirst(ProcessHandle.of(record.pid()).orElseThrow());
        return record;
    }

    @Test
    void runsFromItsStartToItsStop() throws Exception {
        assertThat(managed.running()).isEmpty();
        assertThat(managed.stop(TIMEOUT)).isNull();
        ProcessRecord record = start(managed, "serve");
        assertThat(record.port()).isEqualTo(TestProgram.PORT);
        assertThat(record.locks()).isTrue();
        assertThat(managed.running()).contains(record);
        assertThat(managed.stop(TIMEOUT)).isEqualTo(StopResult.DRAINED);
        assertThat(managed.running()).isEmpty();
        assertThat(managed.lastRecord()).contains(record);
        assertThat(managed.stop(TIMEOUT)).isNull();
        managed.forget();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void isKilledWhenItDoesNotEnd() throws Exception {
        start(managed, "deaf");
        assertThat(managed.stop(Duration.ofMillis(300))).isEqualTo(StopResult.KILLED);
        assertThat(managed.running()).isEmpty();
    }

    @Test
    void isStoppedOnceByTwoAtTheSameMoment() throws Exception {
        start(managed, "serve");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<StopResult>> stops = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                stops.add(threads.submit(() -> new ManagedProcess("x", folder, "t").stop(TIMEOUT)));
            }
            for (Future<StopResult> stop : stops) {
                assertThat(stop.get(60, TimeUnit.SECONDS)).isIn(StopResult.DRAINED, null);
            }
        }
        assertThat(managed.running()).isEmpty();
    }

    /// In a container whose first process reaps nothing, a dead process keeps its number and its start.
    @Test
    void doesNotRunWhileItWaitsToBeReaped() throws Exception {
        assumeTrue(LinuxProcess.of(ProcessHandle.current().pid()) != null, "there is no /proc");
        ProcessRecord record = startUnderWhoReapsNothing();
        ProcessHandle.of(record.pid()).orElseThrow().destroyForcibly();
        Awaitility.await()
                .atMost(TIMEOUT)
                .until(() -> requireNonNull(LinuxProcess.of(record.pid())).hasEnded());
        assertThat(managed.running()).isEmpty();
        long before = System.nanoTime();
        assertThat(managed.stop(TIMEOUT)).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
        ProcessRecord next = start(managed, "serve");
        assertThat(next.pid()).isNotEqualTo(record.pid());
        assertThat(managed.running()).contains(next);
    }

    @Test
    void isStoppedAtOnceWhereNobodyReapsIt() throws Exception {
        startUnderWhoReapsNothing();
        long before = System.nanoTime();
        assertThat(managed.stop(TIMEOUT)).isEqualTo(StopResult.DRAINED);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
        assertThat(managed.running()).isEmpty();
    }

    /// The same process has another start by the clock when the clock was set.
    @ParameterizedTest
    @ValueSource(longs = {-86_400, -3_600, -3, 3, 3_600, 86_400})
    void runsOnWhenTheClockIsSet(long seconds) throws Exception {
        ProcessRecord record = start(managed, "serve");
        new ProcessRecord(
                        record.pid(),
                        record.startedAt().plusSeconds(seconds),
                        record.port(),
                        record.fingerprint(),
                        record.birth(),
                        record.locks())
                .write(file("t.json"));
        assertThat(managed.running()).isPresent();
        assertThat(managed.stop(TIMEOUT)).isEqualTo(StopResult.DRAINED);
    }

    /// A home that is copied, with its records and locks, has no processes.
    @Test
    void isNotThatOfACopiedHome() throws Exception {
        ProcessRecord record = start(managed, "serve");
        Path copy = folder.resolveSibling("copy");
        Files.createDirectory(copy);
        for (String name : List.of("t.json", "t.lock")) {
            Files.copy(file(name), copy.resolve(name));
        }
        ManagedProcess other = new ManagedProcess("adapter of t", copy, "t");
        assertThat(other.running()).isEmpty();
        assertThat(other.stop(TIMEOUT)).isNull();
        ProcessRecord second = start(other, "serve");
        assertThat(second.pid()).isNotEqualTo(record.pid());
        assertThat(managed.running()).contains(record);
        assertThat(other.stop(TIMEOUT)).isEqualTo(StopResult.DRAINED);
        assertThat(managed.running()).contains(record);
    }

    @Test
    void isNotAnotherProcessWithItsNumber() throws Exception {
        ProcessRecord record = start(managed, "serve");
        kill(record.pid());
        Process another = new ProcessBuilder("sleep", "600").start();
        started.add(another.toHandle());
        String birth = requireNonNull(ProcessIdentity.of(another.pid())).birth();
        for (ProcessRecord taken : List.of(
                // its number alone, and with all that a number can have
                new ProcessRecord(another.pid(), record.startedAt(), 1, "", record.birth(), true),
                new ProcessRecord(another.pid(), record.startedAt(), 1, "", record.birth(), false),
                new ProcessRecord(another.pid(), record.startedAt(), 1, "", birth, true))) {
            taken.write(file("t.json"));
            assertThat(managed.running()).as("%s", taken).isEmpty();
            assertThat(managed.stop(TIMEOUT)).as("%s", taken).isNull();
        }
        assertThat(another.isAlive()).isTrue();
    }

    /// What an older version has started knows of no lock, and can still be stopped.
    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "-1, true", "3600, false"})
    void runsByAnOldRecord(long seconds, boolean runs) throws Exception {
        Process old = new ProcessBuilder("sleep", "600").start();
        started.add(old.toHandle());
        Instant start = old.info().startInstant().orElseThrow().plusSeconds(seconds);
        Files.createDirectories(folder);
        Files.writeString(
                file("t.json"),
                "{\"pid\":" + old.pid() + ",\"startedAt\":\"" + start + "\",\"port\":1,\"fingerprint\":\"f\"}\n");
        assertThat(managed.running().isPresent()).isEqualTo(runs);
        assertThat(managed.stop(TIMEOUT)).isEqualTo(runs ? StopResult.DRAINED : null);
        assertThat(old.waitFor(runs ? TIMEOUT.toSeconds() : 0, TimeUnit.SECONDS))
                .isEqualTo(runs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"pid\":1}",
                "{\"pid\":\"x\",\"startedAt\":\"2026-01-31T12:00:00Z\",\"port\":1,\"fingerprint\":\"\"}",
                "{\"pid\":1,\"startedAt\":\"yesterday\",\"port\":1,\"fingerprint\":\"\"}",
            })
    void doesNotRunByADamagedRecord(String text) throws Exception {
        Files.createDirectories(folder);
        Files.writeString(file("t.json"), text);
        assertThat(managed.lastRecord()).isEmpty();
        assertThat(managed.running()).isEmpty();
        assertThat(managed.stop(TIMEOUT)).isNull();
    }

    @Test
    void doesNotRunByARecordThatNeverEnds() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/zero")), "there is no /dev/zero");
        Files.createDirectories(folder);
        Files.createSymbolicLink(file("t.json"), Path.of("/dev/zero"));
        assertThat(managed.running()).isEmpty();
    }

    /// The lock says who it is.
    @Test
    void isStoppedAlsoWhenItsRecordIsGone() throws Exception {
        ProcessRecord record = start(managed, "serve");
        Files.delete(file("t.json"));
        assertThat(managed.running()).isEmpty();
        assertThatThrownBy(() -> start(managed, "serve"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("the adapter of t runs already as process " + record.pid() + ", which holds "
                        + file("t.lock") + " and has no record; stop it first");
        assertThat(managed.stop(TIMEOUT)).isEqualTo(StopResult.DRAINED);
        assertThat(managed.stop(TIMEOUT)).isNull();
        start(managed, "serve");
    }

    @Test
    void runsOnWhenItsLockIsRemoved() throws Exception {
        ProcessRecord record = start(managed, "serve");
        Files.delete(file("t.lock"));
        assertThat(managed.running()).contains(record);
        assertThat(managed.stop(TIMEOUT)).isEqualTo(StopResult.DRAINED);
        assertThat(managed.running()).isEmpty();
    }

    /// Another container may share the folder and the kernel, and has processes of its own.
    @Test
    void cannotBeStoppedWhereItIsNotSeen() throws Exception {
        ProcessRecord here = start(managed, "serve");
        ProcessRecord there =
                new ProcessRecord(here.pid(), here.startedAt(), here.port(), "print", "another-boot/7", true);
        there.write(file("t.json"));
        Files.writeString(file("t.lock"), new ProcessIdentity(there.pid(), "another-boot/7") + "\n");
        assertThat(managed.running()).contains(there);
        assertThatThrownBy(() -> managed.stop(TIMEOUT))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("the adapter of t runs as process " + here.pid()
                        + " of another container or machine, which holds " + file("t.lock") + "; stop it there");
        assertThat(ProcessHandle.of(here.pid())).isPresent();
    }

    /// There its own life counts, as long as nothing else has its number.
    @Test
    void runsWhereLocksKeepNobodyAway() throws Exception {
        ProcessRecord record = start(managed, "unlocked");
        // beside a lock file that nobody holds
        Files.writeString(file("t.lock"), "");
        assertThat(managed.running()).contains(record);
        assertThat(managed.stop(TIMEOUT)).isEqualTo(StopResult.DRAINED);
        assertThat(managed.running()).isEmpty();
    }

    @Test
    void isOneOfTwoThatAreStartedAtTheSameMoment() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ProcessRecord>> starts = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                starts.add(threads.submit(() -> {
                    barrier.await();
                    return start(new ManagedProcess("adapter of t", folder, "t"), "serve");
                }));
            }
            for (Future<ProcessRecord> start : starts) {
                try {
                    start.get(120, TimeUnit.SECONDS);
                    outcomes.add("started");
                } catch (ExecutionException e) {
                    outcomes.add("refused");
                }
            }
        }
        assertThat(outcomes).containsExactlyInAnyOrder("started", "refused");
        assertThat(managed.running()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "die, ended with status 3 before it was ready",
        "starved, was ended by signal 9 before it was ready",
        "twin, ended with status 3 before it was ready",
    })
    void didNotStart(String behaviour, String why) throws Exception {
        assertThatThrownBy(() -> start(managed, behaviour))
                .isInstanceOfSatisfying(
                        ProcessStartException.class, e -> assertThat(e.left()).isNull())
                .hasMessage("the adapter of t " + why);
        assertThat(managed.running()).isEmpty();
        assertThat(managed.stop(TIMEOUT)).isNull();
        start(managed, "serve");
    }

    @Test
    void isEndedWhenItIsNotReadyInTime() throws Exception {
        assertThatThrownBy(() -> managed.start(
                        TestProgram.program(), List.of("serve"), Map.of(), Set.of(), "", Duration.ofMillis(1)))
                .isInstanceOf(ProcessStartException.class)
                .hasMessage("the adapter of t was not ready within 0 s");
        assertThat(managed.running()).isEmpty();
        start(managed, "serve");
    }
}
