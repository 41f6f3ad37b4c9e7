package dev.tmctl.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A file system of 8 KiB, in a mount namespace that ends with the command that runs on it.
final class TinyDisk {
    private static final long TIMEOUT_SECONDS = 90;

    private final Path home;
    private final Path folder;

    /// @param home where its mount point is made
    TinyDisk(Path home) throws IOException {
        this.home = home;
        this.folder = Files.createDirectory(home.resolve("disk"));
    }

    /// Where it is mounted.
    Path folder() {
        return folder;
    }

    /// Skips the test where this user cannot mount anything.
    void assumeMountable() throws Exception {
        assumeTrue(run("true", Map.of()).code() == 0, "this user cannot mount a file system of its own");
    }

    /// Runs a shell script with the disk as `$0` and the tool with its arguments as `$@`.
    ///
    /// @param environment added to the tool's
    InstalledTmctl.Result run(String script, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=8k tmpfs \"$0\" && " + script, folder.toString()));
        command.add(InstalledTmctl.executable().toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(new InstalledTmctl(home, environment).environment());
        builder.environment().put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        Process process = builder.redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the command on the full disk did not end in time");
        }
        return new InstalledTmctl.Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
