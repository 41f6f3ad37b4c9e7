package dev.tmctl.lifecycle;

import dev.tmctl.adapter.AdapterProcess;
import dev.tmctl.adapter.AdapterStatus;
import dev.tmctl.aws.AwsClients;
import dev.tmctl.lifecycle.CreateResult.Change;
import dev.tmctl.manifest.Manifest;
import dev.tmctl.manifest.StoreLock;
import dev.tmctl.manifest.TargetStore;
import dev.tmctl.process.JavaProgram;
import dev.tmctl.process.ManagedProcess.StopResult;
import dev.tmctl.process.ProcessRecord;
import dev.tmctl.process.ProcessStartException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.trace.Trace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creates, starts, stops and deletes targets. Each change is all or nothing and holds the context's lock.
public final class TargetLifecycle {
    private final TargetStore store;
    private final LocalKinesisService local;
    private final JavaProgram program;
    private final Map<String, String> environment;
    private final Trace trace;

    /// @param environment the process environment, for endpoints and credentials
    /// @param trace records what is started and stopped
    public TargetLifecycle(
            TargetStore store,
            LocalKinesisService local,
            JavaProgram program,
            Map<String, String> environment,
            Trace trace) {
        this.store = store;
        this.local = local;
        this.program = program;
        this.environment = Map.copyOf(environment);
        this.trace = trace;
    }

    /// The adapter of a target.
    public AdapterProcess adapter(String target) {
        return new AdapterProcess(store.folder(), target, program);
    }

    /// Adds or updates a target and starts its adapter.
    ///
    /// @param start whether to start the adapter
    /// @throws IOException when the manifest cannot be written or the adapter does not start; all is as
    ///     before then
    /// @throws NotRolledBackException when it is not, since the way back failed too
    /// @throws dev.tmctl.aws.MissingCredentialsException when the target cannot work on this machine;
    ///     nothing was done
    public CreateResult create(KinesisTarget target, boolean start) throws IOException {
        List<String> notes = new ArrayList<>();
        if (start) {
            checkCredentials(target);
        }
        try (StoreLock _ = store.lock()) {
            String text = store.text();
            Manifest before = store.read();
            Optional<KinesisTarget> existing = before.find(target.name());
            boolean ran = adapter(target.name()).running().isPresent();
            Change change = change(existing, target);
            boolean same = change == Change.UNCHANGED;
            if (!same) {
                store.write(before.with(target, store.context()));
            }
            if (!start) {
                return new CreateResult(change, target, null, notes);
            }
            try {
                ProcessRecord adapter = run(target, notes);
                return new CreateResult(change, target, AdapterProcess.url(adapter), notes);
            } catch (IOException | RuntimeException | Error e) {
                if (same) {
                    throw e;
                }
                rollBack(text, target.name(), ran ? existing.orElse(null) : null, e);
                if (e instanceof ProcessStartException failed) {
                    throw failed.leaving(null);
                }
                throw e;
            }
        }
    }

    /// Adds or updates targets without starting their adapters: all of them or none.
    ///
    /// @param dryRun whether to tell only what would be done
    /// @return what became of each, with the URL of an adapter that runs, as it was before
    public List<CreateResult> store(List<KinesisTarget> targets, boolean dryRun) throws IOException {
        // the lock makes the folder, and what is refused leaves nothing behind
        if (dryRun || Files.notExists(store.folder())) {
            Manifest before = store.read();
            List<CreateResult> changes = changes(before, targets);
            store.check(changed(before, changes));
            if (dryRun) {
                return changes;
            }
        }
        try (StoreLock _ = store.lock()) {
            Manifest before = store.read();
            List<CreateResult> changes = changes(before, targets);
            Manifest after = changed(before, changes);
            if (after != before) {
                store.write(after);
            }
            return changes;
        }
    }

    private Manifest changed(Manifest before, List<CreateResult> changes) {
        List<KinesisTarget> targets = changes.stream()
                .filter(change -> change.change() != Change.UNCHANGED)
                .map(CreateResult::target)
                .toList();
        return targets.isEmpty() ? before : before.with(targets, store.context());
    }

    private List<CreateResult> changes(Manifest before, List<KinesisTarget> targets) throws IOException {
        Map<String, KinesisTarget> existing = new HashMap<>();
        before.targets().forEach(target -> existing.putIfAbsent(target.name(), target));
        List<CreateResult> changes = new ArrayList<>();
        for (KinesisTarget target : targets) {
            Change change = change(Optional.ofNullable(existing.get(target.name())), target);
            changes.add(
                    new CreateResult(change, target, adapterUrl(target.name()).orElse(null), List.of()));
        }
        return changes;
    }

    private static Change change(Optional<KinesisTarget> existing, KinesisTarget target) {
        if (existing.isEmpty()) {
            return Change.CREATED;
        }
        return existing.get().equals(target) ? Change.UNCHANGED : Change.UPDATED;
    }

    private void checkCredentials(KinesisTarget target) {
        // The constructor refuses what cannot work here; nothing connects.
        try (AwsClients clients = new AwsClients(target, environment)) {
            clients.target();
        }
    }

    /// @param text the manifest as it was, or null when there was none
    /// @param old what the adapter ran with, or null when it did not run
    private void rollBack(@Nullable String text, String name, @Nullable KinesisTarget old, Throwable cause)
            throws NotRolledBackException {
        // no process can be started by a thread that is told to end
        boolean interrupted = Thread.interrupted();
        try {
            store.restore(text);
            AdapterProcess adapter = adapter(name);
            if (store.find(name).isEmpty()) {
                adapter.forget();
            } else if (old != null && adapter.running().isEmpty()) {
                adapter.start(reachable(old, new ArrayList<>()));
            }
        } catch (IOException | RuntimeException e) {
            throw new NotRolledBackException(cause, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Starts the adapter of a target, or restarts it when it runs with another spec.
    public ProcessRecord start(KinesisTarget target, List<String> notes) throws IOException {
        checkCredentials(target);
        try (StoreLock _ = store.lock()) {
            return run(target, notes);
        }
    }

    private ProcessRecord run(KinesisTarget target, List<String> notes) throws IOException {
        KinesisTarget reachable = reachable(target, notes);
        AdapterProcess adapter = adapter(target.name());
        Optional<ProcessRecord> running = adapter.running();
        boolean same = running.isPresent() && adapter.runs(reachable);
        if (same && AdapterStatus.isHealthy(AdapterProcess.url(running.get()), trace)) {
            tell(target.name(), "runs already", running.get());
            return running.get();
        }
        Optional<Integer> before = adapter.lastRecord().map(ProcessRecord::port);
        if (same) {
            adapter.stopUnhealthy();
            tell(target.name(), "did not answer and was stopped", running.get());
            notes.add("the adapter (process " + running.get().pid() + ") did not answer and was restarted");
        } else if (running.isPresent()) {
            adapter.stop();
            tell(target.name(), "ran with another spec and was stopped", running.get());
        }
        ProcessRecord started;
        try {
            started = adapter.start(reachable);
        } catch (ProcessStartException e) {
            throw running.isPresent() ? e.leaving("the adapter that ran before is stopped") : e;
        }
        tell(target.name(), "started", started);
        if (before.isPresent() && target.port() == null && before.get() != started.port()) {
            notes.add("port " + before.get() + " was taken, the adapter has a new URL");
        }
        return started;
    }

    private void tell(String target, String what, ProcessRecord record) {
        trace.step("adapter of " + target + " " + what + ": process " + record.pid() + ", port " + record.port()
                + ", log " + adapter(target).log().file());
    }

    /// The target with the endpoint under which it is reached now. A local target's Kinesis is started if
    /// need be.
    public KinesisTarget reachable(KinesisTarget target, List<String> notes) throws IOException {
        if (!target.local()) {
            return target;
        }
        boolean ran = local.running().isPresent();
        ProcessRecord kinesis = local.start(null, false);
        KinesisTarget reachable = target.withEndpoint(LocalKinesisService.url(kinesis));
        if (!ran) {
            notes.add("local Kinesis started at " + LocalKinesisService.url(kinesis));
        }
        String stream = target.arn().streamName();
        boolean known = ran && local.streamNames().contains(stream);
        if (!known && local.ensureStream(reachable, environment)) {
            notes.add("stream " + stream + " created in the local Kinesis");
        }
        return reachable;
    }

    /// Drains and stops the adapter of a target.
    ///
    /// @return how it ended, or null when it was not running
    public @Nullable StopResult stop(String target) throws IOException {
        try (StoreLock _ = store.lock()) {
            return adapter(target).stop();
        }
    }

    /// Stops the adapter, and removes the target and its Secret from the manifest.
    public void delete(String target) throws IOException {
        try (StoreLock _ = store.lock()) {
            AdapterProcess adapter = adapter(target);
            adapter.stop();
            store.write(store.read().without(target));
            adapter.forget();
        }
    }

    /// Where the target's adapter listens, if it runs.
    public Optional<URI> adapterUrl(String target) {
        return adapter(target).running().map(AdapterProcess::url);
    }
}
