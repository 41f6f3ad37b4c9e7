package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tool on a pseudo-terminal, which util-linux' `script` makes.
class TerminalIT {
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String CREATE =
            "create target awskinesis --name t --partition p --arn arn:aws:kinesis:us-east-1:123456789012:stream/x";

    private static final String CREATED = """
            t created
              Stream         arn:aws:kinesis:us-east-1:123456789012:stream/x
              Partition key  p
              Payload        data only
            """;
    private static final String NEXT = "next:  tmctl start t\n";

    private final Path home;
    private final InstalledTmctl tmctl;

    TerminalIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    @BeforeEach
    void needScript() {
        assumeTrue(Files.isExecutable(SCRIPT), "util-linux' script is not installed");
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    @Test
    void should_ask_for_secrets_without_showing_them() throws Exception {
        Terminal terminal = new Terminal(
                CREATE + " --no-start --auth.credentials.accessKeyID --auth.credentials.secretAccessKey", Map.of());
        terminal.awaitText("auth.credentials.accessKeyID: ");
        terminal.type("AKIAIOSFODNN7EXAMPLE\n");
        terminal.awaitText("auth.credentials.secretAccessKey: ");
        terminal.type(SECRET + "\n");
        assertThat(terminal.end()).isZero();
        assertThat(terminal.text())
                .isEqualTo("auth.credentials.accessKeyID: \nauth.credentials.secretAccessKey: \n" + coloured());
        assertThat(Files.readString(tmctl.folder().resolve("default/manifest.yaml")))
                .contains(Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void should_ask_for_what_a_manifest_leaves_out_and_hide_secrets_only() throws Exception {
        Files.writeString(home.resolve("m.yaml"), """
                apiVersion: v1
                kind: Secret
                metadata: {name: aws}
                stringData: {id: AKIAIOSFODNN7EXAMPLE, key: <user_input>}
                ---
                apiVersion: targets.triggermesh.io/v1alpha1
                kind: AWSKinesisTarget
                metadata: {name: t}
                spec:
                  arn: arn:aws:kinesis:us-east-1:123456789012:stream/x
                  partition: <user_input>
                  discardCloudEventContext: true
                  auth:
                    credentials:
                      accessKeyID: {valueFromSecret: {name: aws, key: id}}
                      secretAccessKey: {valueFromSecret: {name: aws, key: key}}
                """);
        Terminal terminal = new Terminal("import -f m.yaml", Map.of());
        terminal.awaitText("aws/key: ");
        terminal.type(SECRET + "\n");
        terminal.awaitText("t spec.partition: ");
        terminal.type("p\n");
        assertThat(terminal.end()).isZero();
        assertThat(terminal.text()).isEqualTo("""
                aws/key:\s
                t spec.partition: p
                \033[1mt\033[m created
                \033[1mnext:\033[m  tmctl start t
                """);
        assertThat(Files.readString(tmctl.folder().resolve("default/manifest.yaml")))
                .contains(Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void should_end_quietly_when_the_secret_is_refused_with_ctrl_d() throws Exception {
        Terminal terminal = new Terminal(CREATE + " --auth.credentials.secretAccessKey", Map.of());
        terminal.awaitText("auth.credentials.secretAccessKey: ");
        terminal.type("\u0004");
        assertThat(terminal.end()).isEqualTo(2);
        assertThat(terminal.text()).isEqualTo("""
                auth.credentials.secretAccessKey:\s
                \033[91;1merror:\033[m 1 value is not valid; nothing was changed
                  auth.credentials.secretAccessKey  has no value
                """);
        assertThat(tmctl.folder()).doesNotExist();
    }

    @Test
    void should_colour_a_terminal() throws Exception {
        assertThat(created(Map.of("TERM", "xterm"))).isEqualTo(coloured());
    }

    @Test
    void should_not_colour_when_told_not_to() throws Exception {
        assertThat(created(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isEqualTo(CREATED + NEXT);
    }

    @Test
    void should_not_colour_a_pipe() throws Exception {
        assertThat(tmctl.run((CREATE + " --no-start").split(" ")).out()).isEqualTo(CREATED);
    }

    /// The target's name is bold.
    private static String coloured() {
        return "\033[1mt\033[m" + CREATED.substring(1) + "\033[1mnext:\033[m" + NEXT.substring("next:".length());
    }

    private String created(Map<String, String> environment) throws Exception {
        Terminal terminal = new Terminal(CREATE + " --no-start", environment);
        assertThat(terminal.end()).isZero();
        return terminal.text();
    }

    /// A command on a terminal, and what was to be seen there.
    private final class Terminal {
        private final Process process;
        private final StringBuffer seen = new StringBuffer();
        private final Thread reader;

        Terminal(String arguments, Map<String, String> environment) throws Exception {
            String command = InstalledTmctl.executable() + " " + arguments;
            ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null");
            builder.environment().clear();
            builder.environment().putAll(tmctl.environment());
            builder.environment().put("SHELL", "/bin/sh");
            builder.environment().putAll(environment);
            process = builder.directory(home.toFile()).redirectErrorStream(true).start();
            reader = Thread.ofPlatform().daemon().start(() -> read(process.getInputStream()));
        }

        private void read(InputStream in) {
            byte[] buffer = new byte[4096];
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    seen.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                }
            } catch (IOException ended) {
                seen.append("[").append(ended.getMessage()).append("]");
            }
        }

        void awaitText(String text) {
            Awaitility.await().atMost(PATIENCE).until(() -> seen.indexOf(text) >= 0);
        }

        void type(String text) throws Exception {
            OutputStream keyboard = process.getOutputStream();
            keyboard.write(text.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        }

        int end() throws Exception {
            if (!process.waitFor(PATIENCE)) {
                process.destroyForcibly();
                throw new AssertionError("did not end in time; seen: " + seen);
            }
            reader.join(PATIENCE);
            return process.exitValue();
        }

        /// All of it, lines ended by `\n` alone.
        String text() {
            return seen.toString().replace("\r\n", "\n");
        }
    }
}
