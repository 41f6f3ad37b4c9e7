package dev.tmctl.adapter;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// The certificate that the server shows, read anew whenever its files were replaced: connections that are made from
/// then on get the new one.
final class ServerCertificate extends X509ExtendedKeyManager {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String PROBE = "certificate and key";

    private final RotatedFiles<X509ExtendedKeyManager> files;

    private ServerCertificate(RotatedFiles<X509ExtendedKeyManager> files) {
        this.files = files;
    }

    /// TLS with the certificate and key of two PEM files.
    ///
    /// @param warnings hears why files that were replaced cannot be used
    /// @throws IOException when they cannot be read, hold something else, or do not belong together
    static Tls tls(Path certificate, Path key, Consumer<String> warnings) throws IOException {
        KeyManager[] keys = {
            new ServerCertificate(
                    new RotatedFiles<>(List.of(certificate, key), () -> load(certificate, key), PAUSE, warnings))
        };
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, null, null);
            return Tls.builder().sslContext(context).build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private static X509ExtendedKeyManager load(Path certificate, Path key) throws IOException {
        String chainText = Files.readString(certificate, StandardCharsets.ISO_8859_1);
        String keyText = Files.readString(key, StandardCharsets.ISO_8859_1);
        try {
            List<X509Certificate> chain = Keys.builder()
                    .pem(pem -> pem.certChain(Resource.create("certificate", chainText)))
                    .build()
                    .certChain();
            if (chain.isEmpty()) {
                throw new BadFileException(certificate, certificate + " holds no certificate; expected PEM", null);
            }
            PrivateKey secret = privateKey(key, keyText);
            if (!matches(secret, chain.getFirst().getPublicKey())) {
                throw new BadFileException(key, key + " is not the key of the certificate in " + certificate, null);
            }
            char[] password = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", secret, password, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new BadFileException(
                    certificate, certificate + " holds no certificate that can be read; expected PEM", e);
        }
    }

    private static PrivateKey privateKey(Path file, String text) throws IOException {
        try {
            return Keys.builder()
                    .pem(pem -> pem.key(Resource.create("key", text)))
                    .build()
                    .privateKey()
                    .orElseThrow();
        } catch (RuntimeException e) {
            throw new BadFileException(
                    file,
                    file + " holds no private key that can be read; expected PEM, not encrypted: "
                            + "openssl pkcs8 -topk8 -nocrypt -in FILE converts others",
                    e);
        }
    }

    private static boolean matches(PrivateKey secret, PublicKey open) throws GeneralSecurityException {
        String algorithm = switch (secret.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "DSA" -> "SHA256withDSA";
            default -> secret.getAlgorithm();
        };
        if (!secret.getAlgorithm().equals(open.getAlgorithm())) {
            return false;
        }
        byte[] probe = PROBE.getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(secret);
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update(probe);
        return signature.verify(signed);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return files.get().chooseEngineServerAlias(keyType, issuers, engine);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return files.get().chooseServerAlias(keyType, issuers, socket);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return files.get().getServerAliases(keyType, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return files.get().getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return files.get().getPrivateKey(alias);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
