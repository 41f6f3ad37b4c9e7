package dev.tmctl.local;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;

/// Another emulator as a child process. Where it cannot be installed or started, the tests that need it are
/// skipped.
public final class Emulator implements AutoCloseable {

    private static final Path INSTALLED = Path.of("..", "core", "target", "emulators");
    private static final Path SCRIPT = Path.of("..", "scripts", "test-emulators.sh");
    private static final Duration INSTALLATION = Duration.ofMinutes(3);
    private static final Duration START = Duration.ofSeconds(30);

    /// kinesalite ends itself when a client goes away in the middle of a request, as every client may.
    private static final String SURVIVE_ABORTS =
            "data:text/javascript,process.on('uncaughtException',e=>{if(e.code!=='ECONNRESET')throw e})";

    private final Process process;
    private final int port;

    private Emulator(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// npm's kinesalite.
    public static Emulator kinesalite() throws IOException, InterruptedException {
        install();
        int port = freePort();
        return start(
                INSTALLED.resolve("node_modules/kinesalite"),
                List.of(
                        "node",
                        "--import",
                        SURVIVE_ABORTS,
                        "cli.js",
                        "--port",
                        Integer.toString(port),
                        "--createStreamMs",
                        "5",
                        "--deleteStreamMs",
                        "5",
                        "--updateStreamMs",
                        "5",
                        "--shardLimit",
                        "1000"),
                Map.of(),
                port);
    }

    /// npm's kinesis-local.
    public static Emulator kinesisLocal() throws IOException, InterruptedException {
        install();
        int port = freePort();
        Map<String, String> settings = Map.of(
                "KINESIS_MOCK_PLAIN_PORT", Integer.toString(port),
                "KINESIS_MOCK_TLS_PORT", Integer.toString(freePort()),
                "CREATE_STREAM_DURATION", "5ms",
                "DELETE_STREAM_DURATION", "5ms",
                "SPLIT_SHARD_DURATION", "5ms",
                "MERGE_SHARDS_DURATION", "5ms",
                "UPDATE_SHARD_COUNT_DURATION", "5ms",
                "SHARD_LIMIT", "1000",
                "LOG_LEVEL", "ERROR");
        return start(INSTALLED.resolve("node_modules/kinesis-local"), List.of("node", "main.js"), settings, port);
    }

    private static synchronized void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        File log = INSTALLED.resolve("install.log").toFile();
        Process script = process(List.of("bash", SCRIPT.toString()), log, Path.of("."), Map.of());
        boolean ended = script.waitFor(INSTALLATION.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            script.destroyForcibly();
        }
        Assumptions.assumeTrue(
                ended && script.exitValue() == 0, () -> "the emulators cannot be installed, see core/" + log);
    }

    private static Emulator start(Path home, List<String> command, Map<String, String> settings, int port)
            throws IOException {
        File log = INSTALLED.resolve(home.getFileName() + ".log").toFile().getAbsoluteFile();
        Emulator emulator = new Emulator(process(command, log, home, settings), port);
        try {
            Awaitility.await().atMost(START).until(() -> !emulator.process.isAlive() || emulator.listens());
        } catch (ConditionTimeoutException late) {
            emulator.close();
        }
        Assumptions.assumeTrue(emulator.process.isAlive(), () -> "the emulator does not start, see " + log);
        return emulator;
    }

    private static Process process(List<String> command, File log, Path home, Map<String, String> settings)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().putAll(settings);
        try {
            return builder.start();
        } catch (IOException missing) {
            Assumptions.abort("cannot run " + command.getFirst() + ": " + missing.getMessage());
            throw missing;
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// Where it listens.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
