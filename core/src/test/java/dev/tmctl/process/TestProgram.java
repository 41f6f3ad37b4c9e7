package dev.tmctl.process;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A managed process of tests. Its argument says how it behaves:
///
/// - `serve`: it gets ready and lives until it is stopped
/// - `die`: it ends with status 3 before it is ready
/// - `starved`: it is ended by signal 9 before it is ready
/// - `twin`: it leaves a record of an earlier process with its number, and then ends with status 3
/// - `unlocked`: it is ready and says that it holds a lock, which keeps nobody away
/// - `deaf`: it gets ready and does not end when it is asked to
final class TestProgram {
    static final int PORT = 4711;
    private static final int DEATH = 3;

    private TestProgram() {}

    static JavaProgram program() {
        return JavaProgram.current(
                TestProgram.class.getName(), List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        Path record = Path.of(System.getenv(ManagedProcess.RECORD_FILE));
        String fingerprint = System.getenv().getOrDefault(ManagedProcess.FINGERPRINT, "");
        switch (arguments[0]) {
            case "die" -> {
                System.err.println("cannot go on");
                System.exit(DEATH);
            }
            case "starved" -> {
                new ProcessBuilder(
                                "/bin/kill",
                                "-9",
                                Long.toString(ProcessHandle.current().pid()))
                        .start();
            }
            case "twin" -> {
                ProcessClaim.take(record);
                ProcessRecord own = ProcessRecord.ofThisProcess(PORT, fingerprint, true);
                new ProcessRecord(own.pid(), Instant.EPOCH, PORT, fingerprint, "another boot/5", true).write(record);
                Thread.sleep(500);
                System.exit(DEATH);
            }
            case "unlocked" ->
                ProcessRecord.ofThisProcess(PORT, fingerprint, true).write(record);
            default -> {
                if (arguments[0].equals("deaf")) {
                    Runtime.getRuntime().addShutdownHook(new Thread(TestProgram::stay));
                }
                ProcessClaim.take(record).ready(PORT, fingerprint);
            }
        }
        stay();
    }

    private static void stay() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
