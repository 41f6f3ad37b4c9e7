package dev.tmctl.adapter;

import dev.tmctl.event.Sha256;
import dev.tmctl.process.JavaProgram;
import dev.tmctl.process.LogFile;
import dev.tmctl.process.ManagedProcess;
import dev.tmctl.process.ManagedProcess.StopResult;
import dev.tmctl.process.Ports;
import dev.tmctl.process.ProcessRecord;
import dev.tmctl.process.ProcessStartException;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The local adapter of one target: a detached process of this program on 127.0.0.1.
public final class AdapterProcess {
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(35);
    private static final Duration UNHEALTHY_WITHIN = Duration.ofSeconds(5);

    private final ManagedProcess process;
    private final JavaProgram program;

    /// @param contextFolder the folder of the target's context
    public AdapterProcess(Path contextFolder, String target, JavaProgram program) {
        this.process = new ManagedProcess("adapter of " + target, contextFolder.resolve("run"), target);
        this.program = program;
    }

    /// Starts the adapter and waits until it is ready.
    ///
    /// @param target with the endpoint that the adapter is to use
    /// @throws ProcessStartException when it died before it was ready
    /// @throws IOException when the target's fixed port is taken
    public ProcessRecord start(KinesisTarget target) throws IOException {
        Integer fixed = target.port();
        if (fixed != null) {
            Ports.requireFree(fixed);
            return start(target, fixed);
        }
        // The port of the last start, so that what was told the URL keeps working.
        int last = process.lastRecord().map(ProcessRecord::port).orElse(0);
        if (last != 0 && Ports.isFree(last)) {
            try {
                return start(target, last);
            } catch (ProcessStartException e) {
                if (Ports.isFree(last)) {
                    throw e;
                }
                // somebody took the port in between; any other will do
            }
        }
        return start(target, 0);
    }

    private ProcessRecord start(KinesisTarget target, int port) throws IOException {
        return process.start(
                program,
                List.of("adapter"),
                AdapterSettings.toEnvironment(target, port),
                AdapterSettings.foreignVariables(target),
                fingerprint(target),
                READY_WITHIN);
    }

    /// The record of the running adapter.
    public Optional<ProcessRecord> running() {
        return process.running();
    }

    /// The record of the last start, whether it still runs or not.
    public Optional<ProcessRecord> lastRecord() {
        return process.lastRecord();
    }

    /// Whether the running adapter was started with this very target.
    public boolean runs(KinesisTarget target) {
        return running()
                .filter(record -> record.fingerprint().equals(fingerprint(target)))
                .isPresent();
    }

    /// Drains and stops it.
    ///
    /// @return how it ended, or null when it was not running
    public @Nullable StopResult stop() throws IOException {
        return process.stop(DRAIN_WITHIN);
    }

    /// Stops one that does not answer: it gets a moment to finish what it has in flight.
    public void stopUnhealthy() throws IOException {
        process.stop(UNHEALTHY_WITHIN);
    }

    /// Its log.
    public LogFile log() {
        return process.log();
    }

    /// Removes its record and log.
    public void forget() throws IOException {
        process.forget();
    }

    /// Where an adapter with this record listens.
    public static URI url(ProcessRecord record) {
        return URI.create("http://127.0.0.1:" + record.port());
    }

    /// Tells configurations apart without holding their secrets.
    private static String fingerprint(KinesisTarget target) {
        Map<String, String> environment = new TreeMap<>(AdapterSettings.toEnvironment(target, 0));
        environment.put("fixedPort", String.valueOf(target.port()));
        return Sha256.hex(environment.toString());
    }
}
