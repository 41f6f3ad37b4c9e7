package dev.tmctl.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tmctl.delivery.DeliveryStats;
import dev.tmctl.json.FlatObject;
import dev.tmctl.json.JsonTrees;
import dev.tmctl.net.NetworkProblem;
import dev.tmctl.trace.HttpCall;
import dev.tmctl.trace.Trace;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a running adapter says of itself.
///
/// @param delivered events stored since it started
/// @param failed events not stored since it started
/// @param lastError the newest failure, or null
/// @param engineJson what its engine has done, or null when it does not say; see [#engine]
public record AdapterStatus(
        long delivered,
        long failed,
        @Nullable String lastError,
        @Nullable String engineJson) {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;

    /// Asks the adapter; nothing when it does not answer in 5 s.
    ///
    /// @param trace records the call
    public static Optional<AdapterStatus> ask(URI adapter, Trace trace) {
        return get(adapter, "/statusz", trace, answer -> {
            FlatObject json = FlatObject.readOuter(answer.body());
            if (json == null) {
                throw new IOException("the answer is no JSON object");
            }
            return new AdapterStatus(
                    json.number("delivered"),
                    json.number("failed"),
                    json.text("lastError"),
                    json.fields().get("engine"));
        });
    }

    /// Whether the adapter answers, within 5 s, that it is well.
    ///
    /// @param trace records the call
    public static boolean isHealthy(URI adapter, Trace trace) {
        return get(adapter, "/healthz", trace, answer -> answer.status() == OK).orElse(false);
    }

    private interface Reader<T> {
        T read(AdapterHttp.Answer answer) throws IOException;
    }

    private static <T> Optional<T> get(URI adapter, String path, Trace trace, Reader<T> reader) {
        long start = System.nanoTime();
        URI url = adapter.resolve(path);
        try (AdapterHttp http = new AdapterHttp(adapter, TIMEOUT)) {
            AdapterHttp.Answer answer = http.exchange(http.get(path));
            tell(trace, url, start, answer.status(), null);
            return Optional.of(reader.read(answer));
        } catch (IOException | IllegalArgumentException e) {
            tell(trace, url, start, 0, NetworkProblem.inWordsOrByName(e));
            return Optional.empty();
        }
    }

    /// What its engine has done, or null when it does not say so that it can be read. It is read when somebody asks:
    /// that takes longer than all else of a short command.
    public DeliveryStats.@Nullable Snapshot engine() {
        try {
            return engineJson == null ? null : JsonTrees.mapper().readValue(engineJson, DeliveryStats.Snapshot.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static void tell(Trace trace, URI url, long start, int status, @Nullable String failure) {
        if (trace.tracesCalls()) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            trace.call(new HttpCall("GET", url, null, status, took, null, failure));
        }
    }
}
