package dev.tmctl.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How to run this program again.
///
/// @param prefix the words before the program's own arguments
public record JavaProgram(List<String> prefix) {
    /// The system property with the path of the launcher that started this program. The launcher knows the right
    /// flags for each kind of process.
    public static final String LAUNCHER = "tmctl.launcher";

    public JavaProgram {
        prefix = List.copyOf(prefix);
    }

    /// The program that is running now: by its launcher, or with the same Java and class path where there is none.
    ///
    /// @param mainClass the main class
    /// @param flags the JVM's flags where there is no launcher
    public static JavaProgram current(String mainClass, List<String> flags) {
        @Nullable String launcher = System.getProperty(LAUNCHER);
        if (launcher != null) {
            return new JavaProgram(List.of(launcher));
        }
        List<String> prefix = new ArrayList<>();
        prefix.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        prefix.addAll(flags);
        prefix.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        return new JavaProgram(prefix);
    }

    /// The command line with these arguments. Arguments are visible to every user of the machine: no secrets.
    public List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(arguments);
        return command;
    }
}
