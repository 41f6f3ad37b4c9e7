import java.io.IOException;
import java.nio.file.Path;

/// Refuses to pack a release whose Java runtime would trust the builder's own certificate authorities.
///
/// jlink copies `cacerts` of the JDK. In Debian's and Adoptium's packages that is a link to what the system trusts, an
/// employer's or a proxy's authority with it. A snapshot is packed all the same, and says so. Run by the build, as a
/// source file.
final class CheckCertificates {
    private CheckCertificates() {}

    public static void main(String[] arguments) throws IOException {
        Path java = Path.of(System.getProperty("java.home")).toRealPath();
        Path certificates = java.resolve("lib/security/cacerts").toRealPath();
        if (certificates.startsWith(java)) {
            return;
        }
        String found = "the packed runtime trusts what this machine trusts: " + certificates
                + " is not the JDK's own; next: build on a JDK that was unpacked from an archive";
        if (arguments[0].endsWith("-SNAPSHOT")) {
            System.err.println("note: " + found);
        } else {
            System.err.println("error: " + found);
            System.exit(1);
        }
    }
}
