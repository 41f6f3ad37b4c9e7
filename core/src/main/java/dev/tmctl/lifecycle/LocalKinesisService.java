package dev.tmctl.lifecycle;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.delivery.AwsCallException;
import dev.tmctl.files.BoundedFile;
import dev.tmctl.files.PrivateFiles;
import dev.tmctl.local.DataFolderException;
import dev.tmctl.local.LocalKinesis;
import dev.tmctl.manifest.StoreLock;
import dev.tmctl.process.JavaProgram;
import dev.tmctl.process.LogFile;
import dev.tmctl.process.ManagedProcess;
import dev.tmctl.process.ManagedProcess.StopResult;
import dev.tmctl.process.Ports;
import dev.tmctl.process.ProcessRecord;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.trace.Trace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;

/// The embedded local Kinesis as a detached process, one for all contexts of a home.
public final class LocalKinesisService {
    private static final int MAX_NAMES_BYTES = 16 * 1024 * 1024;
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

    private final Path folder;
    private final JavaProgram program;
    private final ManagedProcess process;
    private final Trace trace;

    /// @param home the folder of all contexts
    /// @param trace records what is started and asked
    public LocalKinesisService(Path home, JavaProgram program, Trace trace) {
        // The dot keeps it from being taken for a context.
        this.folder = home.resolve(".local-kinesis");
        this.program = program;
        this.trace = trace;
        this.process = new ManagedProcess("local Kinesis", folder, "local-kinesis");
    }

    /// Where its records lie.
    public Path dataFolder() {
        return folder.resolve("data");
    }

    /// The names of its streams, whether it runs or not; after a crash of it perhaps not the newest.
    public List<String> streamNames() throws IOException {
        Path names = dataFolder().resolve(LocalKinesis.STREAM_NAMES);
        return Files.exists(names)
                ? BoundedFile.ownText(names, MAX_NAMES_BYTES).lines().toList()
                : List.of();
    }

    /// Its log.
    public LogFile log() {
        return process.log();
    }

    /// The record of the running process.
    public Optional<ProcessRecord> running() {
        return process.running();
    }

    /// Where it is reached, if it runs.
    public Optional<URI> endpoint() {
        return running().map(LocalKinesisService::url);
    }

    /// Where a process with this record is reached.
    public static URI url(ProcessRecord record) {
        return URI.create("http://127.0.0.1:" + record.port());
    }

    /// Starts it unless it runs.
    ///
    /// @param port the port, or null for the last one or a free one
    /// @param enforceLimits whether shards throttle as AWS' do
    public ProcessRecord start(@Nullable Integer port, boolean enforceLimits) throws IOException {
        PrivateFiles.createFolder(folder);
        try (StoreLock _ = StoreLock.acquire(folder.resolve(".lock"), LOCK_TIMEOUT)) {
            Optional<ProcessRecord> running = running();
            return running.isPresent() ? running.get() : launch(port, enforceLimits);
        }
    }

    private ProcessRecord launch(@Nullable Integer port, boolean enforceLimits) throws IOException {
        if (port != null) {
            Ports.requireFree(port);
        }
        int preferred = port != null
                ? port
                : process.lastRecord().map(ProcessRecord::port).orElse(0);
        List<String> arguments = new ArrayList<>(List.of("local", "run", "--port", Integer.toString(preferred)));
        if (enforceLimits) {
            arguments.add("--enforce-limits");
        }
        if (port == null) {
            arguments.add("--any-port");
        }
        String fingerprint = enforceLimits ? "limits" : "";
        ProcessRecord started = process.start(program, arguments, Map.of(), Set.of(), fingerprint, READY_WITHIN);
        trace.step("local Kinesis started: process " + started.pid() + ", port " + started.port() + ", log "
                + log().file());
        return started;
    }

    /// Stops it; what was acknowledged is kept. A start at the same moment comes before it or after it.
    ///
    /// @return how it ended, or null when it was not running
    public @Nullable StopResult stop() throws IOException {
        if (!Files.exists(folder)) {
            return null;
        }
        try (StoreLock _ = StoreLock.acquire(folder.resolve(".lock"), LOCK_TIMEOUT)) {
            return process.stop(STOP_WITHIN);
        }
    }

    /// Whether there is anything that a reset deletes, also where the names of the streams are lost.
    public boolean hasData() {
        return Files.exists(dataFolder().resolve("streams"));
    }

    /// Refuses a reset that would not stay in the folder of this tool, before anything is stopped for it.
    ///
    /// @throws DataFolderException when its folder or the data folder is a link, which is not followed, or
    ///     the data folder holds something else
    public void requireResettable() throws IOException {
        if (Files.isSymbolicLink(folder)) {
            throw new DataFolderException(
                    folder + " is a link to " + Files.readSymbolicLink(folder)
                            + ", which is not followed; nothing was deleted",
                    "delete what it leads to yourself, or give the link up: rm " + folder);
        }
        LocalKinesis.requireResettable(dataFolder());
    }

    /// Deletes every stream and record; it must not run.
    ///
    /// @return what is left in the data folder, as the local Kinesis did not make it
    /// @throws DataFolderException as [#requireResettable()] does
    public List<Path> reset() throws IOException {
        requireResettable();
        return LocalKinesis.reset(dataFolder());
    }

    /// Makes sure that the target's stream is there.
    ///
    /// @return whether it was created now
    public boolean ensureStream(KinesisTarget target, Map<String, String> environment) {
        try (AwsClients clients = new AwsClients(target, environment, trace)) {
            KinesisClient client = clients.readClient();
            client.createStream(r -> r.streamName(target.arn().streamName()).shardCount(1));
            return true;
        } catch (ResourceInUseException e) {
            return false;
        } catch (SdkException e) {
            throw new AwsCallException(e);
        }
    }
}
