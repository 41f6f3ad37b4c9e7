import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Replaces each file of a folder by its gzip form, as Debian wants manual pages and changelogs: with the best
/// compression, and without name and time, so that every build gives the same bytes. Run by the build, as a source
/// file.
final class CompressFiles {
    /// RFC 1952: the magic number, deflate, no flags, no time, "slowest algorithm", Unix.
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, 3};

    private static final int TRAILER_BYTES = 8;

    private CompressFiles() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
            files = all.filter(file -> Files.isRegularFile(file)
                            && !file.getFileName().toString().endsWith(".gz"))
                    .toList();
        }
        for (Path file : files) {
            Files.write(file.resolveSibling(file.getFileName() + ".gz"), compress(Files.readAllBytes(file)));
            Files.delete(file);
        }
    }

    private static byte[] compress(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        compressed.writeBytes(HEADER);
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
                OutputStream out = new DeflaterOutputStream(compressed, deflater)) {
            out.write(content);
        }
        CRC32 crc = new CRC32();
        crc.update(content);
        compressed.writeBytes(ByteBuffer.allocate(TRAILER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .putInt(content.length)
                .array());
        return compressed.toByteArray();
    }
}
