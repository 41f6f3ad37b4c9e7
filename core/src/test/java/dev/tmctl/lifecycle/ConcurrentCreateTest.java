package dev.tmctl.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.lifecycle.CreateResult.Change;
import dev.tmctl.manifest.StoreLock;
import dev.tmctl.process.ManagedProcess.StopResult;
import dev.tmctl.process.ProcessRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that create targets at the same moment, with the real processes. Each has objects of its own; that
/// locks hold between processes too is `DeadLockHolderTest`'s matter.
class ConcurrentCreateTest {

    private Home home;

    @BeforeEach
    void open(@TempDir Path folder) {
        home = new Home(folder);
    }

    @AfterEach
    void close() throws IOException {
        home.close();
    }

    private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(tasks.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(() -> {
                    barrier.await(30, TimeUnit.SECONDS);
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(120, TimeUnit.SECONDS));
            }
            return results;
        }
    }

    private Callable<CreateResult> create(String context, String name) {
        return () -> home.lifecycle(context).create(Home.local(name), true);
    }

    private static int send(URI adapter) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest event = HttpRequest.newBuilder(adapter)
                    .headers("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t")
                    .POST(HttpRequest.BodyPublishers.ofString("1"))
                    .build();
            return client.send(event, HttpResponse.BodyHandlers.ofString()).statusCode();
        }
    }

    @Test
    void ofOneTargetMakeOneAdapter() throws Exception {
        List<CreateResult> results =
                together(List.of(create("dev", "orders"), create("dev", "orders"), create("dev", "orders")));
        assertThat(results)
                .extracting(CreateResult::change)
                .containsExactlyInAnyOrder(Change.CREATED, Change.UNCHANGED, Change.UNCHANGED);
        assertThat(results).extracting(CreateResult::adapter).doesNotContainNull();
        assertThat(results.stream().map(CreateResult::adapter).distinct()).hasSize(1);
        assertThat(results.stream().flatMap(result -> result.notes().stream()))
                .hasSize(2)
                .anyMatch(note -> note.startsWith("local Kinesis started at "))
                .contains("stream orders created in the local Kinesis");
        assertThat(home.started("adapter")).isEqualTo(1);
        assertThat(home.living()).containsExactly("adapter", "local");
    }

    @Test
    void ofManyTargetsInManyContextsShareOneLocalKinesis() throws Exception {
        List<CreateResult> results = together(List.of(
                create("dev", "orders"), create("dev", "bills"), create("prod", "orders"), create("test", "users")));
        assertThat(results).extracting(CreateResult::change).containsOnly(Change.CREATED);
        assertThat(results.stream().map(CreateResult::adapter).distinct()).hasSize(4);
        assertThat(home.living()).containsExactly("adapter", "adapter", "adapter", "adapter", "local");
        assertThat(home.started("local")).isEqualTo(1);
        assertThat(home.store("dev").list()).containsExactlyInAnyOrder(Home.local("orders"), Home.local("bills"));
        assertThat(home.store("prod").list()).containsExactly(Home.local("orders"));
        assertThat(home.store("test").list()).containsExactly(Home.local("users"));
        for (CreateResult result : results) {
            assertThat(send(Objects.requireNonNull(result.adapter()))).isEqualTo(200);
        }
    }

    @Test
    void startTheLocalKinesisOnce() throws Exception {
        List<Callable<ProcessRecord>> starts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            starts.add(() -> home.local().start(null, false));
        }
        assertThat(together(starts).stream().distinct()).hasSize(1);
        assertThat(home.started("local")).isEqualTo(1);
        assertThat(home.living()).containsExactly("local");
    }

    @Test
    void doNotStopTheLocalKinesisWhileItIsBeingStarted() throws Exception {
        assertThat(home.local().stop()).isNull();
        home.local().start(null, false);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<StopResult> stop;
            try (StoreLock _ =
                    StoreLock.acquire(home.local().dataFolder().resolveSibling(".lock"), Duration.ofSeconds(20))) {
                stop = threads.submit(() -> home.local().stop());
                Awaitility.await()
                        .during(Duration.ofMillis(500))
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> home.living().equals(List.of("local")));
            }
            assertThat(stop.get(60, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(home.living()).isEmpty();
        assertThat(home.local().stop()).isNull();
    }
}
