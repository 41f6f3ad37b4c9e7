package dev.tmctl.event;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// First bytes that tell how a text is encoded or packed. A longer one stands before those that it begins with.
enum Signature {
    UTF_8_MARK("EFBBBF", "UTF-8 with a byte order mark", StandardCharsets.UTF_8),
    UTF_32LE_MARK("FFFE0000", "UTF-32", StandardCharsets.UTF_32LE),
    UTF_32BE_MARK("0000FEFF", "UTF-32", StandardCharsets.UTF_32BE),
    UTF_16LE_MARK("FFFE", "UTF-16", StandardCharsets.UTF_16LE),
    UTF_16BE_MARK("FEFF", "UTF-16", StandardCharsets.UTF_16BE),
    UTF_32LE_OBJECT("7B000000", "JSON in UTF-32 without a byte order mark", "iconv -f UTF-32LE -t UTF-8"),
    UTF_32LE_ARRAY("5B000000", "JSON in UTF-32 without a byte order mark", "iconv -f UTF-32LE -t UTF-8"),
    UTF_32BE_OBJECT("0000007B", "JSON in UTF-32 without a byte order mark", "iconv -f UTF-32BE -t UTF-8"),
    UTF_32BE_ARRAY("0000005B", "JSON in UTF-32 without a byte order mark", "iconv -f UTF-32BE -t UTF-8"),
    UTF_16LE_OBJECT("7B00", "JSON in UTF-16 without a byte order mark", "iconv -f UTF-16LE -t UTF-8"),
    UTF_16LE_ARRAY("5B00", "JSON in UTF-16 without a byte order mark", "iconv -f UTF-16LE -t UTF-8"),
    UTF_16BE_OBJECT("007B", "JSON in UTF-16 without a byte order mark", "iconv -f UTF-16BE -t UTF-8"),
    UTF_16BE_ARRAY("005B", "JSON in UTF-16 without a byte order mark", "iconv -f UTF-16BE -t UTF-8"),
    GZIP("1F8B", "gzip", "gunzip -c"),
    ZSTD("28B52FFD", "packed with zstd", "zstd -dc"),
    BZIP2("425A683?31415926", "packed with bzip2", "bunzip2 -c"),
    XZ("FD377A585A00", "packed with xz", "xz -dc"),
    LZ4("04224D18", "packed with lz4", "lz4 -dc"),
    ZIP("504B0304", "a zip archive", "unzip -p");

    private final String hex;
    private final String label;
    private final @Nullable Charset charset;
    private final String tool;

    Signature(String hex, String label, Charset charset) {
        this(hex, label, charset, "iconv -f " + charset.name() + " -t UTF-8");
    }

    Signature(String hex, String label, String tool) {
        this(hex, label, null, tool);
    }

    Signature(String hex, String label, @Nullable Charset charset, String tool) {
        this.hex = hex;
        this.label = label;
        this.charset = charset;
        this.tool = tool;
    }

    /// The signature that some bytes begin with, or null.
    static @Nullable Signature of(byte[] start) {
        for (Signature one : values()) {
            if (start.length >= one.length() && one.agrees(start)) {
                return one;
            }
        }
        return null;
    }

    /// Whether more bytes may tell more.
    static boolean isOpen(byte[] start) {
        for (Signature one : values()) {
            if (start.length < one.length() && one.agrees(start)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the bytes that are there are its own; a half byte `?` may be any.
    private boolean agrees(byte[] start) {
        for (int i = 0; i < 2 * Math.min(start.length, length()); i++) {
            int half = (i % 2 == 0 ? start[i / 2] >> 4 : start[i / 2]) & 0xF;
            if (hex.charAt(i) != '?' && Character.digit(hex.charAt(i), 16) != half) {
                return false;
            }
        }
        return true;
    }

    /// How many bytes it has.
    int length() {
        return hex.length() / 2;
    }

    /// The encoding of the text behind a byte order mark, or null.
    @Nullable
    Charset charset() {
        return charset;
    }

    /// What bytes with it are, for a sentence such as "the file is gzip".
    String label() {
        return label;
    }

    /// The start of a command that makes UTF-8 of them.
    String tool() {
        return tool;
    }
}
