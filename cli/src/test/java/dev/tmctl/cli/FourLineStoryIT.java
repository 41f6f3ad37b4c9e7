package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.InstalledTmctl.Result;
import dev.tmctl.local.Clients;
import dev.tmctl.local.Emulator;
import dev.tmctl.local.JsonEncoding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;

/// Create, send, describe and watch as the target's documentation page has them, on emulators of Kinesis that
/// are not ours; what they store is read by the AWS SDK.
@ExtendWith(JsonEncoding.class)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class FourLineStoryIT {
    private static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String SCHEMA = "https://raw.githubusercontent.com/triggermesh/triggermesh/main/schemas/"
            + "io.triggermesh.targets.aws.kinesis.result.json";
    private static final byte[] BINARY = {0, 1, '\n', (byte) 0xFF, (byte) 0xFE, '{'};

    private static final Map<Peer, Emulator> RUNNING = new EnumMap<>(Peer.class);

    private final Path home;

    /// The emulators.
    enum Peer {
        KINESALITE,
        KINESIS_LOCAL
    }

    FourLineStoryIT(@TempDir Path home) {
        this.home = home;
    }

    @AfterEach
    void stopAdapters() {
        Footprint.killAll(home);
    }

    @AfterAll
    static void stopEmulators() {
        RUNNING.values().forEach(Emulator::close);
        RUNNING.clear();
    }

    private static Emulator emulator(Peer peer) throws Exception {
        Emulator running = RUNNING.get(peer);
        if (running == null) {
            running = peer == Peer.KINESALITE ? Emulator.kinesalite() : Emulator.kinesisLocal();
            RUNNING.put(peer, running);
        }
        return running;
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void should_store_the_data_alone_with_the_page_s_manifest(Peer peer) throws Exception {
        InstalledTmctl tmctl = tmctl(peer);
        Path page = home.resolve("target.yaml");
        Files.writeString(page, """
                apiVersion: targets.triggermesh.io/v1alpha1
                kind: AWSKinesisTarget
                metadata:
                  name: triggermesh-aws-kinesis
                spec:
                  arn: arn:aws:kinesis:us-east-1:000000000000:stream/page
                  partition: "test"
                  auth:
                    credentials:
                      accessKeyID:
                        valueFromSecret:
                          name: aws
                          key: AWS_ACCESS_KEY_ID
                      secretAccessKey:
                        valueFromSecret:
                          name: aws
                          key: AWS_SECRET_ACCESS_KEY
                ---
                apiVersion: v1
                kind: Secret
                metadata:
                  name: aws
                type: Opaque
                stringData:
                  AWS_ACCESS_KEY_ID: %s
                  AWS_SECRET_ACCESS_KEY: %s
                """.formatted(KEY_ID, SECRET));
        try (KinesisClient sdk = Clients.of(emulator(peer).endpoint())) {
            Clients.createStream(sdk, "page", 1);
            assertResult(
                    tmctl.run(
                            "create",
                            "target",
                            "awskinesis",
                            "--from",
                            page.toString(),
                            "--endpoint",
                            emulator(peer).endpoint().toString()),
                    """
                    triggermesh-aws-kinesis created
                      Stream         arn:aws:kinesis:us-east-1:000000000000:stream/page
                      Partition key  test
                      Payload        data only
                      Listening on   http://127.0.0.1:PORT
                    """,
                    """
                    next:  tmctl send --target triggermesh-aws-kinesis '{"hello": "world"}'
                    """);
            assertResult(tmctl.run("send", "{ \"b\": 1.0,\t\"a\": \"é\" }"), """
                    io.triggermesh.targets.aws.kinesis.result
                      source          arn:aws:kinesis:us-east-1:000000000000:stream/page
                      id              UUID
                      time            TIME
                      dataschema      %s
                      ShardId         shardId-000000000000
                      SequenceNumber  SEQUENCE
                      EncryptionType  NONE
                    """.formatted(SCHEMA), "");
            assertThat(tmctl.runWithInput(BINARY, "send", "-o", "name", "-").code())
                    .isZero();
            assertResult(
                    tmctl.run("describe", "triggermesh-aws-kinesis"),
                    described("triggermesh-aws-kinesis", "page", "data only", 2),
                    "");
            assertResult(
                    watch(tmctl, 2),
                    """
                    shardId-000000000000  SEQUENCE  TIME  key test
                      { "b": 1.0,\t"a": "é" }
                    shardId-000000000000  SEQUENCE  TIME  key test
                      (6 bytes of binary data)
                    """,
                    "watching arn:aws:kinesis:us-east-1:000000000000:stream/page from beginning\n");
            List<Record> stored = Clients.readAll(sdk, "page");
            assertThat(stored).extracting(Record::partitionKey).containsExactly("test", "test");
            assertThat(stored.get(0).data().asUtf8String()).isEqualTo("{ \"b\": 1.0,\t\"a\": \"é\" }");
            assertThat(stored.get(1).data().asByteArray()).isEqualTo(BINARY);
            sdk.deleteStream(r -> r.streamName("page"));
        }
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void should_store_the_whole_event_with_the_page_s_flags(Peer peer) throws Exception {
        InstalledTmctl tmctl = tmctl(peer);
        try (KinesisClient sdk = Clients.of(emulator(peer).endpoint())) {
            Clients.createStream(sdk, "flags", 1);
            assertResult(
                    tmctl.run(
                            "create",
                            "target",
                            "awskinesis",
                            "--partition",
                            "test",
                            "--arn",
                            "arn:aws:kinesis:us-east-1:000000000000:stream/flags",
                            "--auth.credentials.accessKeyID",
                            KEY_ID,
                            "--auth.credentials.secretAccessKey",
                            SECRET,
                            "--full-cloudevent",
                            "--endpoint",
                            emulator(peer).endpoint().toString()),
                    """
                    default-awskinesistarget created
                      Stream         arn:aws:kinesis:us-east-1:000000000000:stream/flags
                      Partition key  test
                      Payload        full CloudEvent
                      Listening on   http://127.0.0.1:PORT
                    """,
                    """
                    warning: --auth.credentials.secretAccessKey on the command line \
                    can be seen by other users and stays in the shell's history; safer: \
                    --auth.credentials.secretAccessKey=@FILE, =- or no value at all
                    next:  tmctl send --target default-awskinesistarget '{"hello": "world"}'
                    """);
            send(tmctl, "1", "{\"n\": 2.50, \"a\": [1]}".getBytes(StandardCharsets.UTF_8), "--subject", "Übung");
            send(tmctl, "2", "naïve".getBytes(StandardCharsets.UTF_8));
            send(tmctl, "3", BINARY, "--extension", "tenant=a b");
            assertResult(
                    tmctl.run("describe", "default-awskinesistarget"),
                    described("default-awskinesistarget", "flags", "full CloudEvent", 3),
                    "");
            List<String> expected = List.of(
                    "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\","
                            + "\"datacontenttype\":\"application/json\",\"subject\":\"Übung\","
                            + "\"time\":\"2026-01-31T12:00:00Z\",\"data\":{\"n\": 2.50, \"a\": [1]}}",
                    "{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"/s\",\"type\":\"t\","
                            + "\"datacontenttype\":\"text/plain\",\"time\":\"2026-01-31T12:00:00Z\",\"data\":\"naïve\"}",
                    "{\"specversion\":\"1.0\",\"id\":\"3\",\"source\":\"/s\",\"type\":\"t\","
                            + "\"datacontenttype\":\"application/octet-stream\",\"time\":\"2026-01-31T12:00:00Z\","
                            + "\"tenant\":\"a b\",\"data_base64\":\"AAEK//57\"}");
            assertThat(Clients.readAll(sdk, "flags"))
                    .extracting(record -> record.data().asUtf8String())
                    .isEqualTo(expected);
            assertResult(
                    watch(tmctl, 3),
                    """
                    shardId-000000000000  SEQUENCE  TIME  key test
                      t
                        source           /s
                        id               1
                        time             TIME
                        subject          Übung
                        datacontenttype  application/json
                      \s\s
                        {
                          "n" : 2.50,
                          "a" : [ 1 ]
                        }
                    shardId-000000000000  SEQUENCE  TIME  key test
                      t
                        source           /s
                        id               2
                        time             TIME
                        datacontenttype  text/plain
                      \s\s
                        naïve
                    shardId-000000000000  SEQUENCE  TIME  key test
                      t
                        source           /s
                        id               3
                        time             TIME
                        datacontenttype  application/octet-stream
                        tenant           a b
                      \s\s
                        (6 bytes of binary data)
                    """,
                    "watching arn:aws:kinesis:us-east-1:000000000000:stream/flags from beginning\n");
            sdk.deleteStream(r -> r.streamName("flags"));
        }
    }

    private void send(InstalledTmctl tmctl, String id, byte[] data, String... more) throws Exception {
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "send", "--id", id, "--type", "t", "--source", "/s", "--time", "2026-01-31T12:00:00Z", "-o", "name"));
        arguments.addAll(List.of(more));
        arguments.add("-");
        assertResult(tmctl.runWithInput(data, arguments.toArray(String[]::new)), "shardId-000000000000/SEQUENCE\n", "");
    }

    private Result watch(InstalledTmctl tmctl, int records) throws Exception {
        return tmctl.run("watch", "--from", "beginning", "--max", Integer.toString(records), "--idle", "20");
    }

    private static String described(String name, String stream, String payload, int delivered) {
        return """
                Name:             %s
                Kind:             awskinesistarget
                ARN:              arn:aws:kinesis:us-east-1:000000000000:stream/%s
                Stream:           ACTIVE, 1 shard, PROVISIONED, 24 h retention
                Endpoint:         http://127.0.0.1:PORT
                Partition key:    test
                Payload:          %s
                Expected events:  *
                Auth:             access key AKIA********LE, secret ********
                Credentials:      access key of the target, key AKIA********LE
                Adapter:          online http://127.0.0.1:PORT (pid PID, up UPTIME)
                Events:           %d delivered, 0 failed
                Last error:       -
                """.formatted(name, stream, payload, delivered);
    }

    /// The AWS SDK reads CBOR unless told otherwise, and kinesalite answers GetRecords with CBOR that is no
    /// record.
    private InstalledTmctl tmctl(Peer peer) {
        return new InstalledTmctl(home, peer == Peer.KINESALITE ? Map.of("CBOR_ENABLED", "false") : Map.of());
    }

    private static void assertResult(Result result, String out, String err) {
        assertThat(Masked.text(result.out())).as(result.err()).isEqualTo(out);
        assertThat(Masked.text(result.err())).isEqualTo(err);
        assertThat(result.code()).isZero();
    }
}
