import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Reads and makes class files.
final class GeneratedClasses {
    private GeneratedClasses() {}

    /// The classes of a folder, which must also be on the class path. They are not initialized.
    static List<Class<?>> load(Path folder) throws IOException {
        List<Class<?>> classes = new ArrayList<>();
        for (Path file : classFiles(folder)) {
            String path = folder.relativize(file).toString();
            String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
            try {
                classes.add(Class.forName(name, false, GeneratedClasses.class.getClassLoader()));
            } catch (ClassNotFoundException e) {
                throw new IOException(file + " is not on the class path", e);
            }
        }
        return classes;
    }

    /// Compiles sources against the class path.
    ///
    /// @param sources by the simple names of their classes
    /// @return the class files by their names in a jar
    static Map<String, byte[]> compile(Map<String, String> sources) throws IOException {
        Path folder = Files.createTempDirectory("generated-classes");
        try {
            List<String> arguments = new ArrayList<>(List.of(
                    "-proc:none",
                    "-nowarn",
                    "-XDsuppressNotes",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    folder.toString()));
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path file = folder.resolve(source.getKey() + ".java");
                Files.writeString(file, source.getValue());
                arguments.add(file.toString());
            }
            if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
                throw new IOException("what was generated is no Java:\n" + sources);
            }
            Map<String, byte[]> compiled = new TreeMap<>();
            for (Path file : classFiles(folder)) {
                compiled.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
            return compiled;
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static List<Path> classFiles(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        }
    }
}
