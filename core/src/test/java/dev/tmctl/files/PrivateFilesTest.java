package dev.tmctl.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose modes are changed, and whose are not.
class PrivateFilesTest {
    @TempDir
    private Path folder;

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Path folder(String mode) throws IOException {
        Path made = Files.createDirectory(folder.resolve("there"));
        return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(mode));
    }

    @Test
    void makesFoldersForTheirOwner() throws IOException {
        Path parent = folder("rwxrwxr-x");
        PrivateFiles.createFolder(parent.resolve("a/b"));
        assertThat(mode(parent)).isEqualTo("rwxrwxr-x");
        assertThat(mode(parent.resolve("a"))).isEqualTo("rwx------");
        assertThat(mode(parent.resolve("a/b"))).isEqualTo("rwx------");
    }

    @Test
    void restrictsNoFolderThatWasThereButTheToolsOwn() throws IOException {
        Path there = folder("rwxr-x---");
        PrivateFiles.createFolder(there);
        assertThat(mode(there)).isEqualTo("rwxr-x---");
        PrivateFiles.createOwnFolder(there);
        assertThat(mode(there)).isEqualTo("rwx------");
    }

    @Test
    void changesNoModeBehindALink() throws IOException {
        Path there = folder("rwxr-xr-x");
        PrivateFiles.createOwnFolder(Files.createSymbolicLink(folder.resolve("link"), there));
        assertThat(mode(there)).isEqualTo("rwxr-xr-x");
        Path file = Files.createFile(folder.resolve("file"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        PrivateFiles.createFile(Files.createSymbolicLink(folder.resolve("file-link"), file));
        assertThat(mode(file)).isEqualTo("rw-r--r--");
        PrivateFiles.createFile(file);
        assertThat(mode(file)).isEqualTo("rw-------");
    }
}
