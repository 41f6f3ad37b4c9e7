package dev.tmctl.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Measures PutRecords of any endpoint: connections that send requests encoded beforehand, one after the other.
///
/// Arguments: port, stream, `json` or `cbor`, connections, records per request, bytes per record, seconds.
final class PutRecordsLoad {

    private static final int BODIES = 16;

    private PutRecordsLoad() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        String stream = arguments[1];
        String format = arguments[2];
        int connections = Integer.parseInt(arguments[3]);
        int records = Integer.parseInt(arguments[4]);
        int bytes = Integer.parseInt(arguments[5]);
        long nanos = TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[6]));
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < BODIES; i++) {
            requests.add(request(format, stream, records, bytes, new Random(i)));
        }
        long[] latencies = new long[0];
        long started = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int first = i;
                running.add(threads.submit(() -> send(port, requests, first, started + nanos)));
            }
            for (Future<long[]> done : running) {
                long[] more = done.get();
                int size = latencies.length;
                latencies = Arrays.copyOf(latencies, size + more.length);
                System.arraycopy(more, 0, latencies, size, more.length);
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        Arrays.sort(latencies);
        System.out.printf(
                Locale.ROOT,
                "%s %d x %d B, %d connections: %.0f records/s, p50 %.1f ms, p99 %.1f ms, %d requests%n",
                format,
                records,
                bytes,
                connections,
                (double) latencies.length * records / seconds,
                latencies[latencies.length / 2] / 1e6,
                latencies[(int) (latencies.length * 0.99)] / 1e6,
                latencies.length);
    }

    private static byte[] request(String format, String stream, int records, int bytes, Random random)
            throws IOException {
        boolean cbor = format.equals("cbor");
        JsonFactory factory = cbor ? new CBORFactory() : new JsonFactory();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator generator = factory.createGenerator(body)) {
            generator.writeStartObject();
            generator.writeStringField("StreamName", stream);
            generator.writeArrayFieldStart("Records");
            for (int i = 0; i < records; i++) {
                byte[] data = new byte[bytes];
                random.nextBytes(data);
                generator.writeStartObject();
                generator.writeBinaryField("Data", data);
                generator.writeStringField("PartitionKey", "key-" + random.nextInt(1_000_000));
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

    private static long[] send(int port, List<byte[]> requests, int first, long until) throws IOException {
        long[] latencies = new long[1024];
        int count = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            for (long now = System.nanoTime(); now < until; ) {
                out.write(requests.get((first + count) % requests.size()));
                readAnswer(in);
                long done = System.nanoTime();
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * count);
                }
                latencies[count++] = done - now;
                now = done;
            }
        }
        return Arrays.copyOf(latencies, count);
    }

    private static void readAnswer(InputStream in) throws IOException {
        String status = line(in);
        if (!status.contains(" 200")) {
            throw new IOException(status + " " + new String(in.readNBytes(in.available()), StandardCharsets.UTF_8));
        }
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).trim());
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
