package dev.tmctl.bench;

import dev.tmctl.bench.load.PutRecordsLoad;
import dev.tmctl.bench.load.Window;
import dev.tmctl.bench.process.ProcFigures;
import dev.tmctl.bench.subject.Clients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// The embedded local Kinesis and npm's kinesalite under the same PutRecords.
final class Emulators {
    private static final int CONNECTIONS = 8;
    private static final int SHARDS = 4;
    private static final double WARM_UP = 2;
    private static final long EARLY = 200_000;
    private static final long FIRST = 1_000_000;
    private static final long SECOND = 2_000_000;
    private static final long TIMEOUT_SECONDS = 180;

    private final Path root;
    private final Path folder;
    private final double seconds;

    /// @param root of the project
    Emulators(Path root, Path folder, double seconds) {
        this.root = root;
        this.folder = folder;
        this.seconds = seconds;
    }

    /// Ours.
    Row local(String format) {
        String id = "local-" + format;
        String subject = "local Kinesis, PutRecords " + format;
        try (LocalEndpoint local = new LocalEndpoint(folder)) {
            local.clear();
            return measure(id, subject, local.uri(), local.pid(), format);
        } catch (Exception e) {
            return Row.skipped(id, subject, "itself", e.toString());
        }
    }

    /// npm's kinesalite; it keeps its data in memory.
    Row kinesalite(String format) {
        String id = "kinesalite-" + format;
        String subject = "kinesalite, PutRecords " + format;
        Process process = null;
        try {
            int port = install();
            process = new ProcessBuilder("node", "cli.js", "--port", Integer.toString(port), "--createStreamMs", "5")
                    .directory(root.resolve("core/target/emulators/node_modules/kinesalite")
                            .toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("kinesalite.log").toFile())
                    .start();
            awaitPort(process, port);
            URI uri = URI.create("http://127.0.0.1:" + port);
            try (KinesisClient client = Clients.of(uri)) {
                LocalEndpoint.create(client, SHARDS);
            }
            return measure(id, subject, uri, process.pid(), format);
        } catch (Exception e) {
            return Row.skipped(id, subject, "itself", String.valueOf(e.getMessage()));
        } finally {
            if (process != null) {
                process.destroyForcibly();
                process.onExit().join();
            }
        }
    }

    private int install() throws IOException, InterruptedException {
        Path log = folder.resolve("emulators.log");
        Process script = new ProcessBuilder(
                        "bash", root.resolve("scripts/test-emulators.sh").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!script.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || script.exitValue() != 0) {
            script.destroyForcibly();
            throw new IOException(
                    "it cannot be installed: " + Files.readString(log).strip());
        }
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(Process process, int port) throws IOException, InterruptedException {
        while (process.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IOException("kinesalite does not start");
    }

    private Row measure(String id, String subject, URI uri, long pid, String format) throws Exception {
        Figures figures = new Figures(pid);
        PutRecordsLoad load = new PutRecordsLoad(uri.getPort(), "bench", format, CONNECTIONS);
        Window window = Window.of(load, WARM_UP, seconds, figures::begin, figures::end);
        return figures.row(id, subject, "itself", window, load.failed() == 0 ? "" : load.problem());
    }

    /// Resident memory of the local Kinesis over a million records, after a first million that fills the heap up to its
    /// bound.
    Demand memory() {
        try (LocalEndpoint local = new LocalEndpoint(folder)) {
            local.clear();
            PutRecordsLoad load = new PutRecordsLoad(local.uri().getPort(), "bench", "cbor", CONNECTIONS);
            load.start();
            double early = after(load, EARLY, local.pid());
            double first = after(load, FIRST, local.pid());
            double second = after(load, SECOND, local.pid());
            load.stop();
            String figures =
                    "%.0f, %.0f, %.0f MiB resident after 0.2, 1, 2 million records".formatted(early, first, second);
            return Demand.atMost("local Kinesis: " + figures + ", 2 / 1", second, first, 1.1);
        } catch (Exception e) {
            return Demand.open("local Kinesis: memory over a million records", e.toString());
        }
    }

    private static double after(PutRecordsLoad load, long records, long pid) throws Exception {
        while (load.acknowledged() < records) {
            if (load.failed() > 0) {
                throw new IOException(load.problem());
            }
            Thread.sleep(10);
        }
        return ProcFigures.residentMib(pid);
    }
}
