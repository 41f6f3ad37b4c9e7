package dev.tmctl.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Values that follow their files.
class RotatedFilesTest {

    private final List<String> warnings = new ArrayList<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final Path folder;
    private final Path file;

    RotatedFilesTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.file = folder.resolve("file");
        Files.writeString(file, "first");
    }

    private RotatedFiles<String> rotated(Duration pause) throws IOException {
        return new RotatedFiles<>(List.of(file), this::load, pause, warnings::add);
    }

    private String load() throws IOException {
        loads.incrementAndGet();
        String text = Files.readString(file);
        if (text.startsWith("bad")) {
            throw new IOException(text);
        }
        return text;
    }

    private void replace(String content) throws IOException {
        Path fresh = Files.writeString(folder.resolve("fresh"), content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void readsOnlyWhatIsNew() throws Exception {
        RotatedFiles<String> rotated = rotated(Duration.ZERO);
        assertThat(rotated.get()).isEqualTo("first");
        assertThat(rotated.get()).isEqualTo("first");
        assertThat(loads).hasValue(1);
        replace("other");
        assertThat(rotated.get()).isEqualTo("other");
        assertThat(loads).hasValue(2);
        assertThat(warnings).isEmpty();
    }

    /// A kubelet replaces the folder behind a link: `file -> ..data/file`, `..data -> ..2026`.
    @Test
    void followsTheLinksOfAMountedSecret() throws Exception {
        Path one = Files.createDirectory(folder.resolve("..2026_1"));
        Path two = Files.createDirectory(folder.resolve("..2026_2"));
        Files.writeString(one.resolve("file"), "one");
        Files.writeString(two.resolve("file"), "two");
        Path data = Files.createSymbolicLink(folder.resolve("..data"), one.getFileName());
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("..data/file"));
        RotatedFiles<String> rotated = rotated(Duration.ZERO);
        assertThat(rotated.get()).isEqualTo("one");
        Path swapped = Files.createSymbolicLink(folder.resolve("..data_tmp"), two.getFileName());
        Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertThat(rotated.get()).isEqualTo("two");
    }

    @Test
    void keepsTheLastGoodOneAndSaysSoOnce() throws Exception {
        RotatedFiles<String> rotated = rotated(Duration.ZERO);
        replace("bad one");
        assertThat(rotated.get()).isEqualTo("first");
        assertThat(rotated.get()).isEqualTo("first");
        Files.delete(file);
        assertThat(rotated.get()).isEqualTo("first");
        assertThat(warnings).containsExactly("bad one", file + ": no such file");
        assertThat(rotated.problem()).isEqualTo(file + ": no such file");
        replace("good");
        assertThat(rotated.get()).isEqualTo("good");
        assertThat(rotated.problem()).isNull();
        replace("bad one");
        assertThat(rotated.get()).isEqualTo("good");
        assertThat(warnings).containsExactly("bad one", file + ": no such file", "bad one");
    }

    @Test
    void readsAgainWhatWasAwayAndCameBack() throws Exception {
        RotatedFiles<String> rotated = rotated(Duration.ZERO);
        Path away = Files.move(file, folder.resolve("away"));
        assertThat(rotated.get()).isEqualTo("first");
        assertThat(rotated.problem()).isEqualTo(file + ": no such file");
        Files.move(away, file);
        assertThat(rotated.get()).isEqualTo("first");
        assertThat(rotated.problem()).isNull();
    }

    @Test
    void doesNotLookAllTheTime() throws Exception {
        RotatedFiles<String> rotated = rotated(Duration.ofHours(1));
        replace("other");
        assertThat(rotated.get()).isEqualTo("first");
    }

    @Test
    void wantsAFirstValue() throws Exception {
        replace("bad from the start");
        assertThatThrownBy(() -> rotated(Duration.ZERO)).hasMessage("bad from the start");
        assertThat(warnings).isEmpty();
    }
}
