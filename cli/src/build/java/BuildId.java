import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Writes `build-id` beside the jars of a folder: a digest of their names and contents. What is derived from the jars
/// bears it in its name, so that it is never used with others. Run by the build, as a source file.
final class BuildId {
    private static final int BYTES = 8;

    private BuildId() {}

    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        Path folder = Path.of(arguments[0]);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
        for (Path jar : jars) {
            digest.update((jar.getFileName() + "\0").getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(jar));
        }
        if (jars.isEmpty()) {
            throw new UncheckedIOException(new IOException(folder + " has no jars"));
        }
        Files.writeString(folder.resolve("build-id"), HexFormat.of().formatHex(digest.digest(), 0, BYTES) + "\n");
    }
}
