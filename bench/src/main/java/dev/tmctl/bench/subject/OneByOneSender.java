package dev.tmctl.bench.subject;

import dev.tmctl.bench.load.Payload;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// One blocking PutRecord per event, as upstream's adapter does it.
final class OneByOneSender extends ThreadsSender {
    private final AtomicLong nextNumber = new AtomicLong();

    OneByOneSender(URI endpoint, int threads) {
        super(Clients.of(endpoint), threads);
    }

    @Override
    Call call(int thread) {
        String key = Payload.key(thread);
        return new Call() {
            @Override
            public int send(KinesisClient client) {
                byte[] data = Payload.of(key, nextNumber.getAndIncrement());
                return client.putRecord(r -> r.streamName("bench")
                                                .partitionKey(key)
                                                .data(SdkBytes.fromByteArrayUnsafe(data)))
                                        .sequenceNumber()
                                == null
                        ? 0
                        : 1;
            }

            @Override
            public int records() {
                return 1;
            }
        };
    }
}
