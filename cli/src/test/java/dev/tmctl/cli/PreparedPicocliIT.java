package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The distribution's picocli, which reads what was kept of the annotations and fields, beside the published one.
class PreparedPicocliIT {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("tmctl.distribution"));

    private static Path prepared() throws Exception {
        try (Stream<Path> jars = Files.list(DISTRIBUTION.resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("picocli-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void should_make_the_same_model_as_the_published_one() throws Exception {
        List<URL> classPath = new ArrayList<>(List.of(prepared().toUri().toURL()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Path.of(entry).getFileName().toString().startsWith("picocli-")) {
                classPath.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Supplier<?> model = (Supplier<?>)
                    loader.loadClass(ModelText.class.getName()).getConstructor().newInstance();

            assertThat(model.get()).isEqualTo(new ModelText().get());
            assertThat(loader.loadClass("picocli.KeptAnnotations")).isNotNull();
        }
    }

    /// Each would take a millisecond or more of every command.
    @Test
    void should_make_a_usual_command_ready_without_classes_of_this_process_alone(@TempDir Path home) throws Exception {
        Path loaded = home.resolve("loaded");
        InstalledTmctl tmctl = new InstalledTmctl(home, Map.of("TMCTL_JAVA_OPTS", "-Xlog:class+load:file=" + loaded));

        assertThat(tmctl.run("send", "--dry-run", "{\"a\":1}").code()).isZero();

        List<String> made = Files.readAllLines(loaded).stream()
                .filter(line -> line.contains("$Proxy") || line.contains("$$TypeSwitch"))
                .filter(line -> line.contains("source: __") || line.contains("source: dev.tmctl"))
                .toList();
        assertThat(made).isEmpty();
        assertThat(Files.readString(loaded)).contains("picocli.KeptAnnotations source: shared objects file");
    }
}
