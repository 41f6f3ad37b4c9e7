package dev.tmctl.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The adapter's image, built by the script and kept in a store of the test's own, and containers of it. buildah runs
/// them without an engine, in a chroot and in the network of this machine.
final class BuildahImage {
    private static final String TAG = "localhost/tmctl-adapter:it";
    private static final long TIMEOUT_SECONDS = 240;
    private static final String INSTALL = "; scripts/install-image-tools.sh installs what it needs";

    private final Path folder;
    private final JsonNode config;
    private final String container;
    private final Path root;

    /// Builds the image, or skips the test where that cannot be done.
    ///
    /// @param folder an empty folder
    BuildahImage(Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(installed("buildah"), "buildah is not installed" + INSTALL);
        Assumptions.assumeTrue(installed("dpkg-deb") && installed("apt-get"), "the base is made of Debian's packages");
        Assumptions.assumeTrue(
                Files.getOwner(folder).getName().equals("root"), "the image is built and run by root only");
        this.folder = folder;
        Files.writeString(folder.resolve("storage.conf"), """
                [storage]
                driver = "vfs"
                graphroot = "%1$s/graph"
                runroot = "%1$s/run"
                """.formatted(folder));
        Path base = folder.resolve("base");
        Run made = run("../scripts/make-image-base.sh", base.toString());
        Assumptions.assumeTrue(made.code() == 0, "the base could not be made, perhaps without a network: " + made);
        must("../scripts/build-image.sh", "--tool", "buildah", "--base", base.toString(), "--tag", TAG);
        config = new ObjectMapper()
                .readTree(must("buildah", "inspect", "--type", "image", TAG))
                .path("OCIv1")
                .path("config");
        container = must("buildah", "from", TAG).strip();
        root = Path.of(must("buildah", "mount", container).strip());
    }

    /// What a command left.
    private record Run(int code, String out, String err) {}

    private static boolean installed(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", System.getenv("PATH"),
                        "HOME", folder.toString(),
                        "TMPDIR", folder.toString(),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "BUILDAH_ISOLATION", "chroot",
                        "CONTAINERS_STORAGE_CONF",
                                folder.resolve("storage.conf").toString()));
        return builder.redirectInput(new File("/dev/null"));
    }

    private Run run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process = builder(List.of(command))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " did not end");
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err, StandardCharsets.UTF_8));
    }

    private String must(String... command) throws IOException, InterruptedException {
        Run run = run(command);
        if (run.code() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + run);
        }
        return run.out();
    }

    /// The image's configuration, as the OCI has it.
    JsonNode config() {
        return config;
    }

    /// The root file system of the container.
    Path root() {
        return root;
    }

    /// Runs the container's entrypoint.
    ///
    /// @param flags more flags of the JVM
    /// @param environment of the process, beside the image's own
    ForegroundAdapter start(List<String> flags, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of("buildah", "run", "--isolation", "chroot"));
        environment.forEach((name, value) -> command.addAll(List.of("--env", name + "=" + value)));
        command.addAll(List.of(container, "--"));
        List<String> entrypoint = new ArrayList<>();
        config.path("Entrypoint").forEach(word -> entrypoint.add(word.asText()));
        entrypoint.addAll(1, flags);
        command.addAll(entrypoint);
        return new ForegroundAdapter(builder(command).start());
    }

    /// The adapter's own process behind buildah's.
    static ProcessHandle java(ForegroundAdapter adapter) {
        try (Stream<ProcessHandle> all = adapter.process().descendants()) {
            return all.filter(process -> process.info().command().orElse("").endsWith("/opt/tmctl/runtime/bin/java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no Java: " + adapter.lines()));
        }
    }
}
