package dev.tmctl.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.delivery.FaultyStream.Entry;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A Kinesis on a port of its own that keeps records in memory and goes wrong as a [Fault.Plan] says. It has sockets of
/// its own, so that it can break connections at any point.
public final class FaultyKinesis implements AutoCloseable {
    private static final int MAX_RECORD_BYTES = 1024 * 1024;
    private static final String PLANNED = "as planned";

    private final FaultyStream stream;
    private final Fault.Plan plan;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger hanging = new AtomicInteger();
    private final List<Request> seen = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch released = new CountDownLatch(1);
    private final int port;
    private volatile ServerSocket server;

    /// A request as it was understood.
    ///
    /// @param number counts from 1
    /// @param json whether it was in JSON, else in CBOR
    /// @param accessKeyId signed it
    public record Request(int number, String operation, boolean json, String accessKeyId, List<Entry> records) {}

    /// @param shards how many the stream has
    public FaultyKinesis(int shards, Fault.Plan plan) throws IOException {
        this.stream = new FaultyStream(shards);
        this.plan = plan;
        this.server = listen(0);
        this.port = server.getLocalPort();
    }

    private ServerSocket listen(int wanted) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 128);
        Thread.ofVirtual().name("faulty-kinesis").start(() -> accept(socket));
        return socket;
    }

    /// Where it listens.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// What it stored.
    public FaultyStream stream() {
        return stream;
    }

    /// How many requests came.
    public int requests() {
        return requests.get();
    }

    /// How many requests wait for an answer that does not come.
    public int hanging() {
        return hanging.get();
    }

    /// Every request so far, without its records.
    public List<Request> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /// Vanishes: nobody listens on the port, and all connections are reset.
    public void gone() throws IOException {
        server.close();
        for (Socket connection : connections) {
            reset(connection);
        }
    }

    /// Comes back on the same port.
    public void back() throws IOException {
        server = listen(port);
    }

    /// Holds a request until something has happened; for plans.
    public static void hold(CountDownLatch until) {
        try {
            if (!until.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it has not happened");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Lets requests go on that hang.
    public void release() {
        released.countDown();
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                if (socket.isClosed()) {
                    // it came while the others were being reset
                    reset(connection);
                    return;
                }
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream(), 64 * 1024);
            while (one(connection, in)) {
                // until the connection ends
            }
        } catch (IOException broken) {
            // a client that went away, or a fault of ours
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private boolean one(Socket connection, InputStream in) throws IOException, InterruptedException {
        Map<String, String> headers = FaultyWire.head(in);
        if (headers.isEmpty()) {
            return false;
        }
        OutputStream out = connection.getOutputStream();
        if (headers.containsKey("expect")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("half a request");
        }
        Request request = understand(headers, body);
        seen.add(new Request(request.number(), request.operation(), request.json(), request.accessKeyId(), List.of()));
        return answer(connection, out, request);
    }

    private Request understand(Map<String, String> headers, byte[] body) throws IOException {
        boolean json = headers.getOrDefault("content-type", "").contains("json");
        JsonNode tree = FaultyWire.mapper(json).readTree(body);
        String target = headers.getOrDefault("x-amz-target", "");
        String authorization = headers.getOrDefault("authorization", "Credential=/");
        int start = authorization.indexOf("Credential=") + "Credential=".length();
        List<Entry> records = new ArrayList<>();
        for (JsonNode record : tree.has("Records") ? tree.get("Records") : List.of(tree)) {
            if (record.has("Data")) {
                records.add(new Entry(
                        record.get("PartitionKey").asText(),
                        new String(record.get("Data").binaryValue(), StandardCharsets.UTF_8)));
            }
        }
        return new Request(
                requests.incrementAndGet(),
                target.substring(target.indexOf('.') + 1),
                json,
                authorization.substring(start, authorization.indexOf('/', start)),
                records);
    }

    private boolean answer(Socket connection, OutputStream out, Request request)
            throws IOException, InterruptedException {
        Fault fault = plan.of(request);
        if (!fault.delay().isZero() && released.await(fault.delay().toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        if (fault.kind() == Fault.Kind.HTML) {
            byte[] page = "<html>\n<body>Please log in</body>\n</html>".getBytes(StandardCharsets.UTF_8);
            FaultyWire.write(out, fault.status(), "text/html", page, page.length);
            return true;
        }
        boolean json = request.json() || fault.json();
        if (fault.kind() == Fault.Kind.ERROR) {
            FaultyWire.error(out, fault.status(), fault.code(), PLANNED, json);
            return true;
        }
        ObjectMapper mapper = FaultyWire.mapper(json);
        Map<String, Object> result = fault.stored() ? process(request, fault) : Map.of();
        return switch (fault.kind()) {
            case HANG -> {
                hanging.incrementAndGet();
                released.await();
                yield false;
            }
            case RESET -> {
                reset(connection);
                yield false;
            }
            case TRUNCATED -> {
                byte[] whole = mapper.writeValueAsBytes(result);
                FaultyWire.write(out, 200, FaultyWire.type(json), whole, whole.length / 2);
                yield false;
            }
            default -> {
                if (result.get("__type") instanceof String code) {
                    String message = Objects.toString(result.get("message"), PLANNED);
                    FaultyWire.error(out, code.endsWith("Exception") ? 400 : 500, code, message, json);
                } else {
                    byte[] whole = mapper.writeValueAsBytes(result);
                    FaultyWire.write(out, 200, FaultyWire.type(json), whole, whole.length);
                }
                yield true;
            }
        };
    }

    private Map<String, Object> process(Request request, Fault fault) {
        if (request.records().stream().anyMatch(record -> record.data().length() > MAX_RECORD_BYTES)) {
            return Map.of(
                    "__type",
                    "ValidationException",
                    "message",
                    "Member must have length less than or equal to 1048576");
        }
        return switch (request.operation()) {
            case "PutRecord" -> store(request, request.records().getFirst(), "__type");
            case "PutRecords" -> {
                List<Map<String, Object>> results = new ArrayList<>();
                for (Entry record : request.records()) {
                    results.add(store(request, record, "ErrorCode"));
                }
                if (fault.kind() == Fault.Kind.WRONG_COUNT) {
                    results.removeLast();
                }
                yield Map.of("FailedRecordCount", 0, "Records", results);
            }
            case "ListShards" ->
                Map.of(
                        "Shards",
                        stream.shards().stream().map(FaultyKinesis::shard).toList());
            case "DescribeStreamSummary" ->
                Map.of("StreamDescriptionSummary", Map.of("MaxRecordSizeInKiB", MAX_RECORD_BYTES / 1024));
            default -> Map.of("__type", "UnknownOperationException");
        };
    }

    private Map<String, Object> store(Request request, Entry record, String codeField) {
        String code = plan.ofRecord(request, record);
        if (code != null) {
            return Map.of(codeField, code, "ErrorMessage", PLANNED);
        }
        FaultyStream.Stored stored = stream.put(record);
        return Map.of("ShardId", stored.shardId(), "SequenceNumber", stored.sequenceNumber());
    }

    private static Map<String, Object> shard(FaultyStream.Shard shard) {
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("StartingSequenceNumber", "1");
        if (!shard.open()) {
            range.put("EndingSequenceNumber", "2");
        }
        return Map.of(
                "ShardId",
                shard.id(),
                "HashKeyRange",
                Map.of(
                        "StartingHashKey",
                        shard.from().toString(),
                        "EndingHashKey",
                        shard.to().toString()),
                "SequenceNumberRange",
                range);
    }

    private static void reset(Socket connection) throws IOException {
        try (connection) {
            connection.setSoLinger(true, 0);
        } catch (SocketException closed) {
            // it had ended already
        }
    }

    @Override
    public void close() throws IOException {
        release();
        gone();
    }
}
