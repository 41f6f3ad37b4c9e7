package dev.tmctl.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/// A real `kill -9` in the midst of writes.
class KillTest {

    private static final int WRITERS = 4;
    private static final int ENOUGH = 100;

    @Test
    void acknowledgedRecordsSurviveKill(@TempDir Path directory) throws Exception {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalKinesisMain.class.getName(),
                        directory.toString(),
                        "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = server.inputReader()) {
            URI endpoint = URI.create("http://127.0.0.1:" + output.readLine());
            try (KinesisClient client = Clients.of(endpoint);
                    ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
                Clients.createStream(client, "s", 3);
                Semaphore batches = new Semaphore(0);
                for (int writer = 0; writer < WRITERS; writer++) {
                    int number = writer;
                    threads.execute(() -> write(client, number, acknowledged, batches));
                }
                assertThat(batches.tryAcquire(ENOUGH, 60, TimeUnit.SECONDS)).isTrue();
                server.destroyForcibly();
            }
        } finally {
            server.destroyForcibly().waitFor();
        }
        try (LocalKinesis reopened = LocalKinesis.start(LocalKinesisConfig.in(directory));
                KinesisClient client = Clients.of(reopened.endpoint())) {
            Set<String> found = Clients.readAll(client, "s").stream()
                    .map(record -> record.sequenceNumber() + " " + record.partitionKey())
                    .collect(Collectors.toSet());
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
            assertThat(found).containsAll(acknowledged);
        }
    }

    private static void write(KinesisClient client, int writer, Queue<String> acknowledged, Semaphore batches) {
        try {
            for (int batch = 0; ; batch++) {
                int number = batch;
                List<PutRecordsRequestEntry> entries = IntStream.range(0, 50)
                        .mapToObj(i -> PutRecordsRequestEntry.builder()
                                .partitionKey(writer + "/" + number + "/" + i)
                                .data(SdkBytes.fromByteArray(new byte[512]))
                                .build())
                        .toList();
                List<String> numbers =
                        client.putRecords(request -> request.streamName("s").records(entries)).records().stream()
                                .map(record -> record.sequenceNumber())
                                .toList();
                for (int i = 0; i < numbers.size(); i++) {
                    acknowledged.add(numbers.get(i) + " " + entries.get(i).partitionKey());
                }
                batches.release();
            }
        } catch (SdkException killed) {
            // The server is gone: that is the end of the writing.
        }
    }
}
