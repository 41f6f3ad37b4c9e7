package dev.tmctl.bench;

import dev.tmctl.bench.load.HttpLoad;
import dev.tmctl.bench.load.Window;
import dev.tmctl.bench.process.ChildJvm;
import dev.tmctl.bench.stub.Ledger;
import dev.tmctl.bench.stub.Ledger.BulkResult;
import dev.tmctl.bench.subject.AdapterMain;
import dev.tmctl.bench.subject.NoopServerMain;
import dev.tmctl.bench.subject.RelayServerMain;
import dev.tmctl.bench.subject.SenderMain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs subjects in processes of their own against one endpoint. The load and the stub are in this process.
final class Rig {
    private static final int CONNECTIONS = 64;

    private final Path folder;
    private final double warmUp;
    private final double seconds;
    private final Endpoint endpoint;

    /// @param folder for logs
    /// @param warmUp seconds that each subject runs before
    /// @param seconds of each subject's window
    Rig(Path folder, double warmUp, double seconds, Endpoint endpoint) {
        this.folder = folder;
        this.warmUp = warmUp;
        this.seconds = seconds;
        this.endpoint = endpoint;
    }

    /// A subject that sends by itself.
    ///
    /// @param kind as [SenderMain] knows it
    Row sender(String id, String subject, String kind, String argument) {
        List<String> arguments =
                List.of(kind, endpoint.uri().toString(), Double.toString(warmUp), Double.toString(seconds), argument);
        endpoint.clear();
        try (ChildJvm child = ChildJvm.start(folder, ChildJvm.SERVER_FLAGS, Map.of(), SenderMain.class, arguments)) {
            Figures figures = new Figures(child.pid());
            child.await("BEGIN");
            figures.begin();
            child.await("END");
            figures.end();
            Window window = Window.parse(child.await("WINDOW"));
            String[] total = child.await("TOTAL").split(" ", -1);
            Row row = figures.row(id, subject, endpoint.name(), window, failures(Long.parseLong(total[1]), ""));
            return booked(row, Long.parseLong(total[0]));
        } catch (IOException e) {
            return Row.skipped(id, subject, endpoint.name(), String.valueOf(e.getMessage()));
        }
    }

    /// The adapter under a closed loop of 64 connections.
    Row adapter(String id, String subject, int eventsPerRequest) {
        return adapter(id, subject, eventsPerRequest, 0, seconds);
    }

    /// The adapter under a steady load.
    Row steadyAdapter(String id, String subject, double perSecond, double length) {
        return adapter(id, subject, 1, perSecond, length);
    }

    private Row adapter(String id, String subject, int eventsPerRequest, double perSecond, double length) {
        return server(id, subject, AdapterMain.class, environment(endpoint.uri()), eventsPerRequest, perSecond, length);
    }

    /// A server that only passes bodies on, under the same load.
    Row relay(String id, String subject) {
        return server(id, subject, RelayServerMain.class, environment(endpoint.uri()), 1, 0, seconds);
    }

    /// A server that does nothing, under the same load.
    Row noop(String id, String subject) {
        return server(id, subject, NoopServerMain.class, Map.of(), 1, 0, seconds);
    }

    private Row server(
            String id,
            String subject,
            Class<?> main,
            Map<String, String> environment,
            int eventsPerRequest,
            double perSecond,
            double length) {
        endpoint.clear();
        try (ChildJvm child = ChildJvm.start(folder, ChildJvm.ADAPTER_FLAGS, environment, main, List.of())) {
            int port = Integer.parseInt(child.await("READY"));
            Figures figures = new Figures(child.pid());
            HttpLoad load = new HttpLoad(port, CONNECTIONS, eventsPerRequest, perSecond);
            Window window = Window.of(load, warmUp, length, figures::begin, figures::end);
            Row row = figures.row(id, subject, endpoint.name(), window, failures(load.failed(), load.problem()));
            return main == NoopServerMain.class ? row : booked(row, load.acknowledged());
        } catch (Exception e) {
            return Row.skipped(id, subject, endpoint.name(), e.toString());
        }
    }

    private static String failures(long failed, String problem) {
        return failed == 0 ? "" : failed + " failed " + problem;
    }

    private Row booked(Row row, long acknowledged) throws IOException {
        BulkResult result = endpoint.result();
        return withBooks(endpoint instanceof StubEndpoint ? row.noting(perRequest(result)) : row, result, acknowledged);
    }

    private static String perRequest(BulkResult result) {
        return result.requests() == 0
                ? ""
                : "%.1f records a request"
                        .formatted((double) (result.stored() + result.duplicated()) / result.requests());
    }

    static Row withBooks(Row row, BulkResult result, long acknowledged) {
        return new Row(
                row.id(),
                row.subject(),
                row.endpoint(),
                row.perSecond(),
                row.p50Millis(),
                row.p99Millis(),
                row.cpuPerMillion(),
                row.peakMib(),
                Math.max(0, acknowledged - result.stored()),
                result.duplicated(),
                result.outOfOrder(),
                row.note());
    }

    private static Map<String, String> environment(URI kinesis) {
        Map<String, String> environment = new HashMap<>();
        environment.put("NAME", "bench");
        environment.put("ARN", "arn:aws:kinesis:us-east-1:000000000000:stream/bench");
        environment.put("AWS_KINESIS_PARTITION", "fixed");
        environment.put("AWS_KINESIS_PARTITION_FROM", "partitionkey");
        environment.put("AWS_ENDPOINT_URL_KINESIS", kinesis.toString());
        environment.put("AWS_ACCESS_KEY_ID", "bench");
        environment.put("AWS_SECRET_ACCESS_KEY", "bench");
        environment.put("PORT", "0");
        // as the launcher has it
        environment.put("MALLOC_ARENA_MAX", "1");
        environment.put("TMCTL_ADAPTER_HOST", "127.0.0.1");
        return environment;
    }

    /// Where subjects send to, and who knows what was stored there.
    interface Endpoint {
        String name();

        URI uri();

        /// Forgets what was stored before.
        void clear();

        /// What was stored since.
        BulkResult result() throws IOException;
    }

    /// A stub as an endpoint.
    record StubEndpoint(String name, URI uri, Ledger ledger) implements Endpoint {
        @Override
        public void clear() {
            ledger.clear();
        }

        @Override
        public BulkResult result() {
            return ledger.result();
        }
    }
}
