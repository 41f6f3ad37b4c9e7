package dev.tmctl.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Says in words what the file system says by the kind of an exception.
public final class FileProblem {
    private FileProblem() {}

    /// What is wrong, with the file's name where the exception has it.
    public static String inWords(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case NoSuchFileException missing -> missing.getFile() + ": no such file";
            case NotDirectoryException file -> file.getFile() + ": not a folder";
            case FileAlreadyExistsException there -> there.getFile() + ": is in the way, it is not a folder";
            case FileSystemException other ->
                other.getFile() + ": " + (other.getReason() == null ? "cannot be used" : other.getReason());
            case CharacterCodingException text -> "it is not UTF-8";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
