package dev.tmctl.adapter;

import dev.tmctl.files.BoundedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One block of a PEM file; what stands between blocks is comment.
///
/// @param label what the block says it holds, such as `PRIVATE KEY`
/// @param encrypted whether its headers say that it is encrypted, as OpenSSL's older format has it
/// @param der the bytes; empty when it is encrypted
/// @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
record PemBlock(String label, boolean encrypted, byte[] der) {
    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final Pattern HEADERS = Pattern.compile("\\A\\s*(?:[A-Za-z-]+:[^\\n]*\\n)+\\s*\\n");

    /// All blocks of a file, in order.
    ///
    /// @throws IllegalArgumentException when a block is not Base64
    static List<PemBlock> in(Path file) throws IOException {
        return read(new String(BoundedFile.bytes(file, MAX_BYTES), StandardCharsets.ISO_8859_1));
    }

    /// All blocks of a text, in order.
    ///
    /// @throws IllegalArgumentException when a block is not Base64
    static List<PemBlock> read(String text) {
        List<PemBlock> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text.replace("\r\n", "\n"));
        while (block.find()) {
            Matcher headers = HEADERS.matcher(block.group(2));
            boolean encrypted = headers.find() && headers.group().contains("ENCRYPTED");
            String base64 = headers.reset().replaceFirst("").replaceAll("\\s", "");
            blocks.add(new PemBlock(
                    block.group(1),
                    encrypted,
                    encrypted ? new byte[0] : Base64.getDecoder().decode(base64)));
        }
        return blocks;
    }
}
