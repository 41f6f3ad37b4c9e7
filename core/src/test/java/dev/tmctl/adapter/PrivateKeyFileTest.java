package dev.tmctl.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The forms in which others write private keys.
class PrivateKeyFileTest {
    @TempDir
    private Path folder;

    private PrivateKey read(String text, TestCertificate certificate) throws IOException {
        Path file = Files.writeString(folder.resolve("tls.key"), text);
        return PrivateKeyFile.read(file, certificate.publicKey(), folder.resolve("tls.crt"));
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /// What PKCS#8 has in its last element, which is the older format.
    private static byte[] older(byte[] pkcs8, int algorithmLength) {
        int at = pkcs8[1] < 0 ? 2 + (pkcs8[1] & 0x7F) : 2;
        at += 3 + 2 + algorithmLength;
        at += pkcs8[at + 1] < 0 ? 2 + (pkcs8[at + 1] & 0x7F) : 2;
        return Arrays.copyOfRange(pkcs8, at, pkcs8.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519", "RSASSA-PSS", "Ed448"})
    void readsPkcs8(String algorithm) throws Exception {
        TestCertificate one = TestCertificate.make(folder, algorithm);
        assertThat(read(one.keyPem(), one).getEncoded()).isEqualTo(one.keyBytes());
        assertThat(read(one.keyPem().replace("\n", "\r\n"), one).getEncoded()).isEqualTo(one.keyBytes());
    }

    @ParameterizedTest
    @CsvSource({"RSA, 13", "EC, 16"})
    void readsTheOlderFormats(String algorithm, int algorithmLength) throws Exception {
        TestCertificate one = TestCertificate.make(folder, algorithm);
        String key = pem(algorithm + " PRIVATE KEY", older(one.keyBytes(), algorithmLength));
        assertThat(read(key, one)).isEqualTo(read(one.keyPem(), one));
        assertThat(read("Bag Attributes\n    friendlyName: x\n" + pem("EC PARAMETERS", new byte[] {6, 0}) + key, one))
                .isEqualTo(read(one.keyPem(), one));
        TestCertificate other = TestCertificate.make(folder, algorithm.equals("EC") ? "RSA" : "EC");
        assertThatThrownBy(() -> read(key, other))
                .hasMessage(folder.resolve("tls.key") + " is not the key of the certificate in "
                        + folder.resolve("tls.crt"));
    }

    @Test
    void namesAnEncryptedKey() throws Exception {
        TestCertificate one = TestCertificate.make(folder, "EC");
        Path key = folder.resolve("tls.key");
        String message = key + " holds an encrypted private key; decrypt it: openssl pkey -in " + key + " -out KEY";
        assertThatThrownBy(() -> read(pem("ENCRYPTED PRIVATE KEY", new byte[] {1}), one))
                .hasMessage(message);
        String old = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n"
                + "-----END RSA PRIVATE KEY-----\n";
        assertThatThrownBy(() -> read(old, one)).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA", "MAA=", "?"})
    void refusesWhatIsNoKey(String base64) throws Exception {
        TestCertificate one = TestCertificate.make(folder, "EC");
        Path key = folder.resolve("tls.key");
        for (String label : new String[] {"PRIVATE KEY", "EC PRIVATE KEY"}) {
            String pem = "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
            assertThatThrownBy(() -> read(pem, one))
                    .hasMessage(key + " holds no private key that can be read; openssl pkey -in " + key
                            + " -check tells more");
        }
    }

    @Test
    void refusesAFormatThatIsNotSupported() throws Exception {
        TestCertificate one = TestCertificate.make(folder, "EC");
        Path key = folder.resolve("tls.key");
        assertThatThrownBy(() -> read(pem("OPENSSH PRIVATE KEY", new byte[] {1}), one))
                .hasMessage(key + " holds a key in the format OPENSSH PRIVATE KEY, which is not supported; convert it: "
                        + "openssl pkcs8 -topk8 -nocrypt -in " + key);
    }
}
