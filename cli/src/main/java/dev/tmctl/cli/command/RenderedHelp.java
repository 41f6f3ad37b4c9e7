package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ConsoleIO;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The help of commands as it was rendered when the caches of this build were made: to read it takes a
/// moment, to build the model of the commands and to lay it out takes several times as long as a JVM takes to
/// start.
public final class RenderedHelp {
    /// The system property that names the folder; set by the launcher where the folder fits the build.
    public static final String FOLDER = "tmctl.help";

    private static final String PLAIN = ".txt";
    private static final String COLOURED = ".ansi";

    private RenderedHelp() {}

    /// Prints the help that a command line asks for, where it holds nothing but names of commands before
    /// `--help`.
    ///
    /// @return whether it was printed; else the commands themselves must answer
    public static boolean print(ConsoleIO console, String... args) {
        String folder = System.getProperty(FOLDER);
        int names = args.length - 1;
        if (folder == null || names < 0 || !(args[names].equals("--help") || args[names].equals("-h"))) {
            return false;
        }
        StringBuilder page = new StringBuilder("tmctl");
        for (String name : Arrays.copyOf(args, names)) {
            if (!isName(name)) {
                return false;
            }
            page.append(' ').append(name);
        }
        Path plain = file(Path.of(folder), page.toString(), false);
        if (!Files.isReadable(plain)) {
            return false;
        }
        try {
            console.out()
                    .unfiltered()
                    .print(Files.readString(console.colours() ? file(Path.of(folder), page.toString(), true) : plain));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// The file of one page.
    ///
    /// @param command the names of the command, `tmctl` first, with single spaces
    public static Path file(Path folder, String command, boolean coloured) {
        return folder.resolve(command.replace(' ', '_') + (coloured ? COLOURED : PLAIN));
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z') && (c != '-' || i == 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
