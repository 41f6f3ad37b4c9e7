package dev.tmctl.aws;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

/// An authority that nobody trusts who is not told to, and a server of 127.0.0.1 that it certified.
public final class PrivateAuthority implements AutoCloseable {
    private final Path folder;
    private final Path bundle;
    private final WireMockServer server;

    /// @param folder an empty folder for its files
    public PrivateAuthority(Path folder) throws Exception {
        this.folder = folder;
        Path both = folder.resolve("both.p12");
        Keytool.keyPair(both, "authority", "EC", "-ext", "bc:c");
        Keytool.keyPair(both, "server", "EC", "-signer", "authority", "-ext", "san=ip:127.0.0.1");
        char[] password = Keytool.PASSWORD.toCharArray();
        KeyStore all = KeyStore.getInstance(both.toFile(), password);
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("server", all.getKey("server", password), password, all.getCertificateChain("server"));
        Path store = folder.resolve("server.p12");
        try (OutputStream out = Files.newOutputStream(store)) {
            own.store(out, password);
        }
        bundle = write("authority.pem", all.getCertificate("authority"));
        server = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(store.toString())
                .keystoreType("PKCS12")
                .keystorePassword(Keytool.PASSWORD)
                .keyManagerPassword(Keytool.PASSWORD));
        server.start();
    }

    private Path write(String name, Certificate certificate) throws Exception {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        // as bundles are, with words around it
        String text = "# the authority - of this test\n-----BEGIN CERTIFICATE-----\n" + base64
                + "\n-----END CERTIFICATE-----\n";
        return Files.writeString(folder.resolve(name), text, StandardCharsets.US_ASCII);
    }

    /// The authority's certificate as PEM.
    public Path bundle() {
        return bundle;
    }

    /// The server, which answers nothing yet.
    public WireMockServer server() {
        return server;
    }

    /// Where it is.
    public String url() {
        return "https://127.0.0.1:" + server.httpsPort();
    }

    @Override
    public void close() {
        server.stop();
    }
}
