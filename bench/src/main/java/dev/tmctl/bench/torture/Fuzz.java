package dev.tmctl.bench.torture;

import dev.tmctl.http.RawConnection;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Sends generated requests to a running adapter, and counts what comes back. None may be answered 500, and none may
/// stay
/// without an answer for longer than the adapter waits for a body.
@Command(name = "fuzz.sh", mixinStandardHelpOptions = true, sortOptions = false)
public final class Fuzz implements Callable<Integer> {
    private static final int CLIENTS = 16;
    private static final int INTERNAL = 500;
    private static final int EXAMPLES = 5;

    @Option(names = "--adapter", required = true, description = "The adapter's URL.")
    URI adapter = URI.create("/");

    @Option(names = "--requests", description = "How many (default: ${DEFAULT-VALUE}).")
    long requests = 10_000_000;

    @Option(names = "--seed", description = "Decides the requests (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final Queue<String> bad = new ConcurrentLinkedQueue<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Fuzz()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<Future<?>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                RequestGenerator generator = new RequestGenerator(seed * CLIENTS + i);
                clients.add(threads.submit(() -> send(generator)));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        }
        System.out.println(new TreeMap<>(outcomes));
        bad.forEach(System.out::println);
        System.out.println(bad.isEmpty() ? "holds" : "DOES NOT HOLD");
        return bad.isEmpty() ? 0 : 1;
    }

    private void send(RequestGenerator generator) {
        RawConnection connection = null;
        for (long i = 0; i < requests / CLIENTS; i++) {
            RequestGenerator.Generated request = generator.next();
            String outcome;
            boolean kept = false;
            try {
                connection = connection == null ? new RawConnection(adapter.getPort()) : connection;
                connection.send(request.text());
                if (!request.framed()) {
                    connection.endOfInput();
                }
                boolean head = request.text().startsWith("HEAD");
                RawConnection.Response response = head ? connection.readHead() : connection.read();
                outcome = Integer.toString(response.status());
                kept = request.framed() && !response.headers().containsKey("connection");
                if (response.status() == INTERNAL) {
                    note(outcome, request.text());
                }
            } catch (SocketTimeoutException e) {
                outcome = "no response";
                note(outcome, request.text());
            } catch (EOFException e) {
                outcome = "closed";
            } catch (IOException e) {
                outcome = "reset";
            }
            outcomes.computeIfAbsent(outcome, any -> new LongAdder()).increment();
            if (!kept) {
                close(connection);
                connection = null;
            }
        }
        close(connection);
    }

    private static void close(@Nullable RawConnection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException e) {
            // it is gone
        }
    }

    private void note(String outcome, String request) {
        if (bad.size() < EXAMPLES) {
            bad.add(outcome + ": " + request.replace("\r", "\\r").replace("\n", "\\n"));
        }
    }
}
