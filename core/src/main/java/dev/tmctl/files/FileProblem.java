package dev.tmctl.files;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.regex.Pattern;

/// Says in words what the file system says by the kind of an exception.
public final class FileProblem {
    private static final Pattern UNOPENED = Pattern.compile("(.*) \\((.*)\\)", Pattern.DOTALL);

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
            case FileNotFoundException unopened -> unopened(String.valueOf(unopened.getMessage()));
            case EOFException end -> "it ends too early";
            case ClosedChannelException closed -> "it is closed already";
            case UnknownHostException name -> "the name " + name.getMessage() + " is not known";
            case ConnectException refused -> "nobody answers there";
            case NoRouteToHostException away -> "the network does not lead there";
            // ours, or the operating system's words
            default -> e.getMessage() == null ? "it cannot be read or written" : e.getMessage();
        };
    }

    /// The JDK tells the older kind of exception as `FILE (No such file or directory)`.
    private static String unopened(String message) {
        return UNOPENED.matcher(message)
                .replaceFirst("$1: $2")
                .replace(": No such file or directory", ": no such file")
                .replace(": Permission denied", ": permission denied");
    }
}
