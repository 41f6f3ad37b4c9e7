package dev.tmctl.files;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Files that only their owner may read (0600 in folders of 0700), written so that a reader never sees half
/// of one. Where the file system knows no such permissions they are left out.
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /// Makes a folder and its missing parents; the permissions of folders that exist stay.
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, attributes(folder, FOLDER));
    }

    /// Makes a folder that is nobody's but the tool's, and its missing parents. Its permissions are
    /// restricted where it exists; not so those of its parents, and of what a symbolic link leads to.
    public static void createOwnFolder(Path folder) throws IOException {
        createFolder(folder);
        restrict(folder, FOLDER);
    }

    /// Creates a new empty file, or restricts the mode of one that exists; not so of what a symbolic link
    /// leads to.
    public static void createFile(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(file, FILE));
        } catch (FileAlreadyExistsException e) {
            // perhaps made by another command this very moment
            restrict(file, FILE);
        }
    }

    /// What a file is created with, for those who open a channel themselves.
    public static FileAttribute<?>[] fileAttributes(Path file) {
        return attributes(file, FILE);
    }

    /// Replaces a file's content: a temporary file beside it is written, forced to disk and moved over it. A
    /// thread that is interrupted meanwhile completes it.
    public static void replace(Path file, String content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " has no folder");
        }
        Path temporary = Files.createTempFile(folder, "." + file.getFileName(), ".tmp", attributes(folder, FILE));
        try {
            // not through a channel, which an interruption closes
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                out.write(content.getBytes(StandardCharsets.UTF_8));
                out.getFD().sync();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw about(file, e);
        }
    }

    /// What went wrong with the temporary file, told of the file: it is gone, and a full disk has no name at
    /// all.
    static IOException about(Path file, IOException problem) {
        return switch (problem) {
            case FileSystemException kind when kind.getReason() == null -> kind;
            case FileSystemException other -> new FileSystemException(file.toString(), null, other.getReason());
            default -> new FileSystemException(file.toString(), null, problem.getMessage());
        };
    }

    /// Deletes a folder and what is in it. It is no error if it is not there.
    public static void deleteTree(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                if (problem instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw problem;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> mode) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
    }

    private static void restrict(Path path, Set<PosixFilePermission> mode) throws IOException {
        if (isPosix(path)
                && !Files.isSymbolicLink(path)
                && !Files.getPosixFilePermissions(path).equals(mode)) {
            Files.setPosixFilePermissions(path, mode);
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
