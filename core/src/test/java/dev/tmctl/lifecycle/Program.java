package dev.tmctl.lifecycle;

import dev.tmctl.adapter.AdapterServer;
import dev.tmctl.adapter.AdapterSettings;
import dev.tmctl.local.LocalKinesis;
import dev.tmctl.local.LocalKinesisConfig;
import dev.tmctl.process.JavaProgram;
import dev.tmctl.process.ManagedProcess;
import dev.tmctl.process.ProcessClaim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// What the lifecycle starts, without the command line: `adapter` and `local run`. Each process adds a line
/// with its arguments and its id to a journal. An adapter with the partition key `die` ends at once with
/// status 3; one with `spoil` first puts a folder in the place of the manifest.
final class Program {

    private static final String HOME = "test.home";
    private static final int DEATH = 3;

    private Program() {}

    /// The program for a home.
    static JavaProgram in(Path home) {
        JavaProgram current = JavaProgram.current(
                Program.class.getName(),
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-D" + HOME + "=" + home));
        return current;
    }

    /// Where every process of a home has left a line such as `adapter 123`.
    static Path journal(Path home) {
        return home.resolve("journal");
    }

    /// Is there when a process was not killed.
    static Path drained(Path home, long pid) {
        return home.resolve("drained-" + pid);
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty(HOME));
        Files.writeString(
                journal(home),
                arguments[0] + " " + ProcessHandle.current().pid() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Files.createFile(drained(home, ProcessHandle.current().pid()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        Map<String, String> environment = System.getenv();
        ProcessClaim claim = ProcessClaim.take(Path.of(environment.get(ManagedProcess.RECORD_FILE)));
        int port;
        if (arguments[0].equals("adapter")) {
            AdapterSettings settings = AdapterSettings.fromEnvironment(environment);
            String key = settings.target().partitionKey().value();
            if (key.equals("spoil")) {
                Path manifest = Path.of(environment.get(ManagedProcess.RECORD_FILE))
                        .resolveSibling("../manifest.yaml")
                        .normalize();
                Files.delete(manifest);
                Files.createDirectories(manifest.resolve("in the way"));
            }
            if (key.equals("die") || key.equals("spoil")) {
                System.err.println("cannot go on");
                System.exit(DEATH);
            }
            port = AdapterServer.start(settings, environment).port();
        } else {
            Path data = home.resolve(".local-kinesis/data");
            port = LocalKinesis.start(LocalKinesisConfig.in(data)).port();
        }
        claim.ready(port, environment.getOrDefault(ManagedProcess.FINGERPRINT, ""));
        new CountDownLatch(1).await();
    }
}
