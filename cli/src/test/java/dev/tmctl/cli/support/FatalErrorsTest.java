package dev.tmctl.cli.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said of errors of the JVM.
class FatalErrorsTest {

    /// A program whose other thread fails while the main thread waits for ever.
    static final class Program {
        private Program() {}

        static final class Poisoned {
            static final int VALUE = Integer.parseInt("not a number");

            private Poisoned() {}
        }

        private static void deeper(int depth) {
            if (depth >= 0) {
                deeper(depth + 1);
            }
        }

        public static void main(String[] arguments) throws Exception {
            FatalErrors.endTheProcess();
            if (arguments[1].equals("log")) {
                FatalErrors.speakInTheLog();
            }
            Thread other = Thread.ofPlatform().name("other").start(() -> {
                switch (arguments[0]) {
                    case "overflow" -> deeper(0);
                    case "memory" -> throw new OutOfMemoryError("Java heap space");
                    case "threads" -> throw new OutOfMemoryError("unable to create native thread: no resources");
                    case "class" -> throw new NoClassDefFoundError("dev/tmctl/Gone");
                    case "initializer" -> System.out.println(Poisoned.VALUE);
                    case "wrapped" ->
                        throw new UncheckedIOException(
                                new IOException("cannot be read", new NoClassDefFoundError("dev/tmctl/Gone")));
                    default -> throw new IllegalStateException("two\nlines");
                }
            });
            if (arguments[0].equals("exception")) {
                // that ends its thread only
                other.join();
                Runtime.getRuntime().halt(7);
            }
            new CountDownLatch(1).await();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "overflow | 1 | error: internal error: the stack has overflowed",
                "memory | 1 | error: memory ran out: Java heap space/hint:  give it more memory, for example TMCTL_JAVA_OPTS=-Xmx1g",
                "threads | 1 | error: the system makes no more threads"
                        + "/hint:  end other programs, or let this user have more processes (ulimit -u)",
                "class | 1 | error: a part of the program cannot be loaded: java.lang.NoClassDefFoundError: dev:tmctl:Gone"
                        + "/hint:  let it open more files (ulimit -n 1024); if that does not help, install it again",
                "wrapped | 1 | error: a part of the program cannot be loaded: java.lang.NoClassDefFoundError: dev:tmctl:Gone"
                        + "/hint:  let it open more files (ulimit -n 1024); if that does not help, install it again",
                "initializer | 1 | error: a part of the program cannot be loaded: java.lang.NumberFormatException:"
                        + " For input string: \"not a number\""
                        + "/hint:  let it open more files (ulimit -n 1024); if that does not help, install it again",
                "exception | 7 | warning: the thread other ended: java.lang.IllegalStateException: two lines",
            })
    void should_end_the_process_with_a_line(String kind, int code, String said) throws Exception {
        Process process = start(kind, "terminal");
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(err).isEqualTo(said.replace('/', '\n').replace("dev:tmctl:Gone", "dev/tmctl/Gone") + "\n");
        assertThat(process.exitValue()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"overflow", "memory", "threads", "class", "initializer", "wrapped"})
    void should_end_a_server_with_a_line_of_its_log(String kind) throws Exception {
        Process process = start(kind, "log");
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(err.lines()).hasSize(1);
        assertThat(err).startsWith("{\"severity\":\"EMERGENCY\",").contains("\"message\":\"the process ends: ");
        assertThat(process.exitValue()).isEqualTo(1);
    }

    private static Process start(String kind, String where) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        kind,
                        where)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// No endpoint is to blame for what this machine does not give.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OutOfMemoryError | give it more memory, for example TMCTL_JAVA_OPTS=-Xmx1g",
                "NoClassDefFoundError | let it open more files (ulimit -n 1024); if that does not help, install it again",
                "TooManyOpenFiles | let it open more files (ulimit -n 1024)",
                "IllegalArgumentException"
                        + " | it is this program or machine, not the endpoint; the same command with --debug shows more",
            })
    void should_advise_what_fits_a_local_failure(String code, String advice) {
        Outcome.Failed failure = new Outcome.Failed(FailureKind.LOCAL, code, "why", null, 1);
        assertThat(ErrorHints.after(failure)).isEqualTo(advice);
        assertThat(ExitCode.of(failure.kind())).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void should_find_no_error_where_there_is_none() {
        assertThat(FatalErrors.behind(new IOException("why", new IllegalStateException("x"))))
                .isNull();
    }
}
