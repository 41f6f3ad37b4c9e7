import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.stream.Stream;

/// Gives the packed Java runtime the certificate authorities that everybody trusts, not those of the builder.
///
/// jlink copies `cacerts` of the JDK. In a JDK that was unpacked from an archive that is Mozilla's list, and stays. In
/// Debian's and Adoptium's packages it is a link to what the system trusts, an employer's or a proxy's authority with
/// it: there Mozilla's list is taken from the files of Debian's package `ca-certificates`. Where neither is found, a
/// release is refused, and a snapshot is packed all the same and says so. Run by the build, as a source file.
final class PackCertificates {
    private static final Path DEBIAN = Path.of("/usr/share/ca-certificates/mozilla");
    private static final String ENDING = ".crt";

    private PackCertificates() {}

    /// @param arguments the version, and the folder of the runtime
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        Path java = Path.of(System.getProperty("java.home")).toRealPath();
        Path certificates = java.resolve("lib/security/cacerts").toRealPath();
        Path packed = Path.of(arguments[1], "lib/security/cacerts");
        if (certificates.startsWith(java)) {
            return;
        }
        if (Files.isDirectory(DEBIAN)) {
            write(packed);
            return;
        }
        String found = "the packed runtime trusts what this machine trusts: " + certificates
                + " is not the JDK's own; next: build on a JDK that was unpacked from an archive, or install the package"
                + " ca-certificates";
        if (arguments[0].endsWith("-SNAPSHOT")) {
            System.err.println("note: " + found);
        } else {
            System.err.println("error: " + found);
            System.exit(1);
        }
    }

    /// Writes a key store as the JDK's own is: without a password, so that it has no salt, and in the order of the
    /// names. Two builds give the same bytes.
    private static void write(Path packed) throws IOException, GeneralSecurityException {
        System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
        System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (Path file : files()) {
            String name = file.getFileName().toString();
            try (InputStream in = Files.newInputStream(file)) {
                store.setCertificateEntry(
                        name.substring(0, name.length() - ENDING.length()), factory.generateCertificate(in));
            }
        }
        Files.delete(packed);
        try (OutputStream out = Files.newOutputStream(packed)) {
            store.store(out, null);
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(DEBIAN)) {
            return all.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
        }
    }
}
