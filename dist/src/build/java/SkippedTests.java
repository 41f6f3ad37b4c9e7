import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Lists at the end of a build which tests were skipped and why, so that a green build doesn't hide them.
/// Arguments: the build folders of the modules.
public final class SkippedTests {
    private static final List<String> REPORTS = List.of("surefire-reports", "failsafe-reports");

    private int run;
    private String test = "";
    private final Set<String> skipped = new TreeSet<>();

    public static void main(String[] folders) throws IOException, XMLStreamException {
        SkippedTests tests = new SkippedTests();
        for (String folder : folders) {
            for (String reports : REPORTS) {
                tests.read(Path.of(folder, reports));
            }
        }
        System.out.println(tests.run + " tests, " + tests.skipped.size() + " of them skipped:");
        tests.skipped.forEach(line -> System.out.println("  " + line));
    }

    private void read(Path reports) throws IOException, XMLStreamException {
        if (!Files.isDirectory(reports)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    read(XMLInputFactory.newDefaultFactory().createXMLStreamReader(in));
                }
            }
        }
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "testcase" -> {
                    run++;
                    String type = xml.getAttributeValue(null, "classname");
                    test = type.substring(type.lastIndexOf('.') + 1) + ": " + xml.getAttributeValue(null, "name");
                }
                case "skipped" -> {
                    String message = xml.getAttributeValue(null, "message");
                    skipped.add(test + " (" + reason(message == null ? xml.getElementText() : message) + ")");
                }
                default -> {
                    // counts and output
                }
            }
        }
    }

    /// The message, or the first line of a stack trace.
    private static String reason(String text) {
        String first = text.strip().lines().findFirst().orElse("");
        String reason = first.replaceFirst("^[\\w.]+Exception: ", "").replaceFirst("^Assumption failed: ", "");
        return reason.isEmpty() ? "no reason given" : reason;
    }
}
