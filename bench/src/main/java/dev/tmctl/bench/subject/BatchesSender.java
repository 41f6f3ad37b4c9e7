package dev.tmctl.bench.subject;

import dev.tmctl.bench.load.Payload;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/// The floor: PutRecords of 500 ready-made records with the bare SDK; only their numbers are new each time.
final class BatchesSender extends ThreadsSender {
    private static final int RECORDS = 500;

    private final AtomicLong nextNumber = new AtomicLong();

    BatchesSender(URI endpoint, int threads) {
        super(Clients.of(endpoint), threads);
    }

    @Override
    Call call(int thread) {
        List<byte[]> data = new ArrayList<>();
        List<PutRecordsRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            byte[] bytes = Payload.of(Payload.key(thread), 0);
            data.add(bytes);
            entries.add(PutRecordsRequestEntry.builder()
                    .data(SdkBytes.fromByteArrayUnsafe(bytes))
                    .partitionKey(UUID.randomUUID().toString())
                    .build());
        }
        PutRecordsRequest request =
                PutRecordsRequest.builder().streamName("bench").records(entries).build();
        return new Call() {
            @Override
            public int send(KinesisClient client) {
                long first = nextNumber.getAndAdd(RECORDS);
                for (int i = 0; i < RECORDS; i++) {
                    Payload.number(data.get(i), first + i);
                }
                PutRecordsResponse answer = client.putRecords(request);
                return answer.records().size() - answer.failedRecordCount();
            }

            @Override
            public int records() {
                return RECORDS;
            }
        };
    }
}
