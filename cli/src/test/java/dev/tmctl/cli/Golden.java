package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that say how output has to look; `-Dgolden.update` writes them anew.
final class Golden {
    /// Where they are.
    static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    /// Whether they are written instead of compared.
    static final boolean UPDATE = Boolean.getBoolean("golden.update");

    private Golden() {}

    /// Compares all of an output with its file.
    ///
    /// @param file the file's name
    /// @param seen the output, in which nothing differs from run to run
    static void assertLooks(String file, String seen) throws IOException {
        Path golden = FOLDER.resolve(file);
        if (UPDATE) {
            Files.createDirectories(FOLDER);
            Files.writeString(golden, visible(seen));
        }
        assertThat(golden).as("-Dgolden.update writes it").exists();
        assertThat(visible(seen)).isEqualTo(Files.readString(golden));
    }

    private static String visible(String text) {
        return text.replace('\033', '␛');
    }
}
