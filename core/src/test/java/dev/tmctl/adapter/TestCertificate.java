package dev.tmctl.adapter;

import dev.tmctl.aws.Keytool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate of 127.0.0.1 that the JDK's keytool made, and its key.
record TestCertificate(Certificate certificate, Key key) {
    /// @param algorithm `EC` or `RSA`
    static TestCertificate make(Path folder, String algorithm) throws Exception {
        Path store = Files.createTempDirectory(folder, "keys").resolve("store.p12");
        Keytool.keyPair(store, "server", algorithm, "-ext", "san=ip:127.0.0.1");
        KeyStore keys = KeyStore.getInstance(store.toFile(), Keytool.PASSWORD.toCharArray());
        return new TestCertificate(
                Objects.requireNonNull(keys.getCertificate("server")),
                Objects.requireNonNull(keys.getKey("server", Keytool.PASSWORD.toCharArray())));
    }

    String certificatePem() throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    PublicKey publicKey() {
        return certificate.getPublicKey();
    }

    byte[] keyBytes() {
        return Objects.requireNonNull(key.getEncoded());
    }

    String keyPem() {
        return pem("PRIVATE KEY", Objects.requireNonNull(key.getEncoded()));
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    /// What a client needs that trusts this certificate and no other.
    SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
