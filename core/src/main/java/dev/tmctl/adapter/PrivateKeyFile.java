package dev.tmctl.adapter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads the private key of a certificate: PKCS#8 of every kind that TLS can use, and the older formats of
/// RSA (PKCS#1) and EC (SEC 1), which cert-manager and OpenSSL write.
///
/// The older formats are PKCS#8 without its outer layer, which names the kind of key: the certificate names it
/// too.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc5958">RFC 5958</a>
/// @see <a href="https://www.rfc-editor.org/rfc/rfc5915">RFC 5915</a>
final class PrivateKeyFile {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS", "DSA");
    private static final List<String> OLDER = List.of("RSA PRIVATE KEY", "EC PRIVATE KEY");
    private static final String PKCS8 = "PRIVATE KEY";
    private static final byte SEQUENCE = 0x30;
    private static final byte OCTETS = 0x04;
    private static final byte[] VERSION = {0x02, 0x01, 0x00};
    private static final int LONG_LENGTH = 0x80;
    private static final byte[] PROBE = "certificate and key".getBytes(StandardCharsets.US_ASCII);

    private PrivateKeyFile() {}

    /// The key in a file.
    ///
    /// @param certified the public key in the certificate, which it must belong to
    /// @param certificate the certificate's file, for the message
    /// @throws IOException when the file cannot be read, holds no key or another one; the message never holds
    ///     a key
    static PrivateKey read(Path file, PublicKey certified, Path certificate) throws IOException {
        List<PemBlock> blocks;
        try {
            blocks = PemBlock.in(file);
        } catch (IllegalArgumentException e) {
            throw unreadable(file, e);
        }
        Optional<PemBlock> first =
                blocks.stream().filter(block -> block.label().endsWith(PKCS8)).findFirst();
        if (first.isEmpty()) {
            throw new BadFileException(file, file + " holds no private key; expected PEM (BEGIN PRIVATE KEY)", null);
        }
        PemBlock block = first.get();
        if (block.encrypted() || block.label().startsWith("ENCRYPTED")) {
            throw new BadFileException(
                    file,
                    file + " holds an encrypted private key; decrypt it: openssl pkey -in " + file + " -out KEY",
                    null);
        }
        try {
            return key(file, block, certified)
                    .orElseThrow(() -> new BadFileException(
                            file, file + " is not the key of the certificate in " + certificate, null));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    private static BadFileException unreadable(Path file, Exception cause) {
        return new BadFileException(
                file,
                file + " holds no private key that can be read; openssl pkey -in " + file + " -check tells more",
                cause);
    }

    private static Optional<PrivateKey> key(Path file, PemBlock block, PublicKey certified)
            throws GeneralSecurityException, BadFileException {
        byte[] pkcs8;
        if (block.label().equals(PKCS8)) {
            pkcs8 = block.der();
        } else if (OLDER.contains(block.label())) {
            String kind = block.label().substring(0, block.label().indexOf(' '));
            if (!certified.getAlgorithm().equals(kind)) {
                return Optional.empty();
            }
            pkcs8 = pkcs8(algorithm(certified.getEncoded()), block.der());
        } else {
            throw new BadFileException(
                    file,
                    file + " holds a key in the format " + block.label()
                            + ", which is not supported; convert it: openssl pkcs8 -topk8 -nocrypt -in " + file,
                    null);
        }
        for (String algorithm : ALGORITHMS) {
            try {
                PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
                return matches(key, certified) ? Optional.of(key) : Optional.empty();
            } catch (GeneralSecurityException e) {
                // it is of another kind
            }
        }
        throw new GeneralSecurityException("no known kind of key");
    }

    private static boolean matches(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        if (key instanceof RSAKey one && certified instanceof RSAKey other) {
            return one.getModulus().equals(other.getModulus());
        }
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        String scheme = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "DSA" -> "SHA256withDSA";
            default -> key.getAlgorithm();
        };
        Signature signature = Signature.getInstance(scheme);
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(PROBE);
        return signature.verify(signed);
    }

    /// The algorithm and its parameters, the first element of a SubjectPublicKeyInfo.
    private static byte[] algorithm(byte[] publicKey) {
        int start = contentStart(publicKey, 0);
        int inner = contentStart(publicKey, start);
        return Arrays.copyOfRange(publicKey, start, inner + length(publicKey, start));
    }

    private static int contentStart(byte[] der, int at) {
        int first = der[at + 1] & 0xFF;
        return at + 2 + (first < LONG_LENGTH ? 0 : first - LONG_LENGTH);
    }

    private static int length(byte[] der, int at) {
        int first = der[at + 1] & 0xFF;
        if (first < LONG_LENGTH) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < first - LONG_LENGTH; i++) {
            length = length << 8 | der[at + 2 + i] & 0xFF;
        }
        return length;
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, VERSION, algorithm, element(OCTETS, key));
    }

    private static byte[] element(byte tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        int length = content.size();
        if (length < LONG_LENGTH) {
            der.write(length);
        } else {
            der.write(LONG_LENGTH + 2);
            der.write(length >> 8);
            der.write(length);
        }
        der.writeBytes(content.toByteArray());
        return der.toByteArray();
    }
}
