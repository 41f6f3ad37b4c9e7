package dev.tmctl.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.delivery.DeliveryStats;
import dev.tmctl.json.JsonTrees;
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
/// @param engine what its engine has done, or null when it does not say
public record AdapterStatus(
        long delivered, long failed, @Nullable String lastError, DeliveryStats.@Nullable Snapshot engine) {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// Asks the adapter; nothing when it does not answer in 2 s.
    ///
    /// @param trace hears the call
    public static Optional<AdapterStatus> ask(URI adapter, Trace trace) {
        long start = System.nanoTime();
        URI url = adapter.resolve("/statusz");
        try (AdapterHttp http = new AdapterHttp(adapter, PATIENCE)) {
            AdapterHttp.Answer answer = http.exchange(http.get("/statusz"));
            tell(trace, url, start, answer.status(), null);
            ObjectMapper mapper = JsonTrees.mapper();
            JsonNode json = mapper.readTree(answer.body());
            return Optional.of(new AdapterStatus(
                    json.required("delivered").asLong(),
                    json.required("failed").asLong(),
                    json.hasNonNull("lastError") ? json.get("lastError").asText() : null,
                    json.hasNonNull("engine")
                            ? mapper.treeToValue(json.get("engine"), DeliveryStats.Snapshot.class)
                            : null));
        } catch (IOException | IllegalArgumentException e) {
            tell(trace, url, start, 0, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static void tell(Trace trace, URI url, long start, int status, @Nullable String failure) {
        if (trace.hearsCalls()) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            trace.call(new HttpCall("GET", url, null, status, took, null, failure));
        }
    }
}
