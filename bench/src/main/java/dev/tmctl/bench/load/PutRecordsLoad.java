package dev.tmctl.bench.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// PutRecords of any endpoint that checks no signatures: connections that send requests encoded beforehand, one after
/// the other. What is measured is the endpoint, not the encoding.
public final class PutRecordsLoad extends Sender {
    private static final int BODIES = 16;
    private static final int RECORDS = 500;
    private static final int KEYS = 1_000_000;

    private final int port;
    private final int connections;
    private final List<byte[]> requests = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;
    private volatile String problem = "";

    /// @param format `json` or `cbor`
    public PutRecordsLoad(int port, String stream, String format, int connections) throws IOException {
        this.port = port;
        this.connections = connections;
        for (int i = 0; i < BODIES; i++) {
            requests.add(request(format, stream, new Random(i)));
        }
    }

    /// What went wrong last, or nothing.
    public String problem() {
        return problem;
    }

    @Override
    public void start() {
        for (int i = 0; i < connections; i++) {
            int first = i;
            threads.add(Thread.ofPlatform().daemon().name("load-" + i).start(() -> send(first)));
        }
    }

    private void send(int first) {
        try (HttpConnection connection = new HttpConnection(port)) {
            for (int i = first; !stopped; i++) {
                long from = System.nanoTime();
                int status = connection.exchange(requests.get(i % requests.size()));
                if (status == 200) {
                    acknowledge(RECORDS, System.nanoTime() - from);
                } else {
                    fail(RECORDS);
                    problem = "status " + status;
                }
            }
        } catch (IOException e) {
            fail(RECORDS);
            problem = e.toString();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static byte[] request(String format, String stream, Random random) throws IOException {
        JsonFactory factory = format.equals("cbor") ? new CBORFactory() : new JsonFactory();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator generator = factory.createGenerator(body)) {
            generator.writeStartObject();
            generator.writeStringField("StreamName", stream);
            generator.writeArrayFieldStart("Records");
            for (int i = 0; i < RECORDS; i++) {
                byte[] data = new byte[Payload.BYTES];
                random.nextBytes(data);
                generator.writeStartObject();
                generator.writeBinaryField("Data", data);
                generator.writeStringField("PartitionKey", "key-" + random.nextInt(KEYS));
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        String head = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-" + format + "-1.1\r\n"
                + "X-Amz-Target: Kinesis_20131202.PutRecords\r\nX-Amz-Date: 20261123T000000Z\r\n"
                + "Authorization: AWS4-HMAC-SHA256 Credential=a/20261123/us-east-1/kinesis/aws4_request,"
                + " SignedHeaders=host;x-amz-date, Signature=00\r\nContent-Length: " + body.size() + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body.toByteArray());
        return request.toByteArray();
    }
}
