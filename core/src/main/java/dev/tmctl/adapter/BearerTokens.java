package dev.tmctl.adapter;

import dev.tmctl.files.BoundedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The tokens that a sender may show. There may be several, so that they can be replaced without a moment in
/// which a sender has none that is accepted.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, section 2.1</a>
final class BearerTokens {
    static final String SCHEME = "Bearer ";
    private static final int MAX_BYTES = 1024 * 1024;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final List<byte[]> tokens;

    private BearerTokens(List<byte[]> tokens) {
        this.tokens = tokens;
    }

    /// Reads a file of one token a line.
    ///
    /// @throws IOException when it cannot be read, or holds none or something else; the message never holds a
    ///     token
    static BearerTokens read(Path file) throws IOException {
        List<byte[]> tokens = new ArrayList<>();
        // a byte that is no ASCII is no token's either
        List<String> lines = new String(BoundedFile.bytes(file, MAX_BYTES), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            if (!TOKEN.matcher(line).matches()) {
                throw new IOException(file + ", line " + (i + 1)
                        + ": is no bearer token; expected letters, digits and -._~+/ with = at the end");
            }
            tokens.add(line.getBytes(StandardCharsets.US_ASCII));
        }
        if (tokens.isEmpty()) {
            throw new IOException(file + " holds no token; expected one a line");
        }
        return new BearerTokens(tokens);
    }

    /// Whether the value of a header `Authorization` shows one of them; how long that takes says nothing about
    /// them.
    boolean accept(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] shown = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        boolean accepted = false;
        for (byte[] token : tokens) {
            accepted |= MessageDigest.isEqual(token, shown);
        }
        return accepted;
    }
}
