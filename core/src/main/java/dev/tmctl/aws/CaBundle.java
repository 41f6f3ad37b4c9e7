package dev.tmctl.aws;

import dev.tmctl.environment.EnvironmentVariable;
import dev.tmctl.files.BoundedFile;
import dev.tmctl.files.FileProblem;
import dev.tmctl.target.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Certificates of authorities that are trusted beside those that Java trusts, from the file that
/// `AWS_CA_BUNDLE` names: a proxy that opens TLS, or an emulator, has one of its own.
///
/// @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html">AWS_CA_BUNDLE</a>
final class CaBundle {
    private static final EnvironmentVariable VARIABLE = EnvironmentVariable.AWS_CA_BUNDLE;
    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

    private CaBundle() {}

    /// Who decides what is trusted, or nothing where Java alone does.
    ///
    /// @throws InvalidInputException when the file cannot be used; the field is the variable's name
    static Optional<TrustManager[]> trustManagers(Map<String, String> environment) {
        return VARIABLE.in(environment).filter(file -> !file.isBlank()).map(CaBundle::trusting);
    }

    private static TrustManager[] trusting(String file) {
        List<Certificate> bundle = certificates(file);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager java) {
                    for (Certificate certificate : java.getAcceptedIssuers()) {
                        store.setCertificateEntry("java-" + number++, certificate);
                    }
                }
            }
            for (Certificate certificate : bundle) {
                store.setCertificateEntry("bundle-" + number++, certificate);
            }
            return managers(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java can make a store of certificates", e);
        }
    }

    /// @param store what is trusted, or null for what Java trusts
    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static List<Certificate> certificates(String file) {
        String text;
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw refused(file + " is a folder; expected a file of certificates (PEM)");
            }
            text = new String(BoundedFile.bytes(path, MAX_BYTES), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw refused(FileProblem.inWords(e));
        } catch (InvalidPathException e) {
            throw refused("is not the name of a file");
        }
        List<Certificate> certificates = new ArrayList<>();
        Matcher block = PEM.matcher(text);
        while (block.find()) {
            certificates.add(certificate(block.group(), file, certificates.size() + 1));
        }
        if (certificates.isEmpty()) {
            throw refused(file + " holds no certificate; expected PEM");
        }
        return certificates;
    }

    private static Certificate certificate(String pem, String file, int number) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (CertificateException e) {
            throw refused(file + ": certificate " + number + " cannot be read; expected PEM");
        }
    }

    private static InvalidInputException refused(String why) {
        return new InvalidInputException(VARIABLE.name(), why);
    }
}
