package dev.tmctl.delivery.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.event.EventDefaults;
import dev.tmctl.event.EventStream;
import dev.tmctl.event.EventStream.Element;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A file of failed events is sent again as it is: what comes out is what went in.
class FailedEventsFileTest {
    private static final Outcome.Failed TOO_LARGE =
            new Outcome.Failed(FailureKind.TOO_LARGE, "RecordTooLarge", "as planned", null, 1);
    private static final String OTHER_LINE =
            "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}\n";

    private final Path failed;

    FailedEventsFileTest(@TempDir Path folder) {
        failed = folder.resolve("failed.ndjson");
    }

    private static EventDefaults defaults() {
        return new EventDefaults(Map.of(), () -> Instant.parse("2026-01-31T12:00:00Z"), () -> "generated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":{ \"a\" : 1.50, \"b\":[ ] }}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"datacontenttype\":\"application/json\","
                        + "\"data_base64\":\"ewogICJ4IjogMQp9Cg==\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"datacontenttype\":\"image/png\","
                        + "\"data_base64\":\"AAH/+w0K\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"datacontenttype\":\"text/plain\","
                        + "\"data\":\"two\\nlines \\u0000 \\ud83d\\ude00\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"subject\":\"s\",\"time\":"
                        + "\"2026-01-31T12:00:00.123456789+02:00\",\"dataschema\":\"http://x/y\",\"number\":7,\"yes\":true,"
                        + "\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"}",
                "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"schemaurl\":\"http://x/y\",\"data\":{\"x\":1}}",
                "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"datacontenttype\":\"image/png\","
                        + "\"datacontentencoding\":\"base64\",\"data\":\"AAH/+w==\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"datacontenttype\":\"application/json\","
                        + "\"data_base64\":\"bm90IGpzb24=\"}",
            })
    void aFailedEventComesOutAsItWas(String text) throws Exception {
        CloudEvent before = requireNonNull(only(text.getBytes(UTF_8)).event());
        for (int i = 0; i < 2; i++) {
            CloudEvent sent = i == 0
                    ? before
                    : requireNonNull(only(Files.readAllBytes(failed)).event());
            Files.deleteIfExists(failed);
            try (FailedEventsFile file = FailedEventsFile.append(failed)) {
                file.add(sent, TOO_LARGE);
            }
            assertThat(Files.readString(failed).lines()).hasSize(1);
            CloudEvent after = requireNonNull(only(Files.readAllBytes(failed)).event());
            assertThat(after.getSpecVersion()).isEqualTo(before.getSpecVersion());
            assertThat(after.getAttributeNames()).isEqualTo(before.getAttributeNames());
            for (String name : before.getAttributeNames()) {
                assertThat(after.getAttribute(name)).isEqualTo(before.getAttribute(name));
            }
            assertThat(after.getExtensionNames()).isEqualTo(before.getExtensionNames());
            for (String name : before.getExtensionNames()) {
                assertThat(after.getExtension(name)).isEqualTo(before.getExtension(name));
            }
            assertThat(bytes(after)).isEqualTo(bytes(before));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"broken\":", "{\"specversion\":\"1.0\",\"id\":\"1\"}", "{\"specversion\":\"7\"}"})
    void anInvalidElementComesOutAsItWas(String text) throws Exception {
        // a second line tells that the input is one of lines
        byte[] lines = (text + "\n" + OTHER_LINE).getBytes(UTF_8);
        Element before;
        try (EventStream stream = EventStream.open(new ByteArrayInputStream(lines), defaults())) {
            before = requireNonNull(stream.next());
        }
        assertThat(before.event()).isNull();
        for (int i = 0; i < 2; i++) {
            Files.deleteIfExists(failed);
            try (FailedEventsFile file = FailedEventsFile.append(failed)) {
                file.addInvalid(before);
            }
            before = only(Files.readAllBytes(failed));
            assertThat(before.event()).isNull();
            assertThat(before.raw()).isEqualTo(text.getBytes(UTF_8));
            assertThat(before.violations()).isNotEmpty();
        }
    }

    /// The attributes that tell why an event failed are none of its own.
    @Test
    void anEventWithAsManyExtensionsAsItMayHaveComesOutAsItWas() throws Exception {
        StringBuilder text =
                new StringBuilder("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"");
        for (int i = 0; i < 1_000; i++) {
            text.append(",\"ext").append(i).append("\":\"x\"");
        }
        CloudEvent before = requireNonNull(only((text + "}").getBytes(UTF_8)).event());
        try (FailedEventsFile file = FailedEventsFile.append(failed)) {
            file.add(before, TOO_LARGE);
        }
        CloudEvent after = requireNonNull(only(Files.readAllBytes(failed)).event());
        assertThat(after.getExtensionNames())
                .isEqualTo(before.getExtensionNames())
                .hasSize(1_000);
    }

    private static Element only(byte[] bytes) throws IOException {
        try (EventStream stream = EventStream.open(new ByteArrayInputStream(bytes), defaults())) {
            Element element = requireNonNull(stream.next());
            assertThat(stream.next()).isNull();
            return element;
        }
    }

    private static byte[] bytes(CloudEvent event) {
        CloudEventData data = event.getData();
        return data == null ? new byte[0] : data.toBytes();
    }
}
