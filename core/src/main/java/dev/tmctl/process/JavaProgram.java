package dev.tmctl.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How to run this program again: the same Java, the same class path.
///
/// @param java the `java` executable
/// @param flags the JVM's flags
/// @param classPath the class path, as `-cp` takes it
/// @param mainClass the main class
public record JavaProgram(Path java, List<String> flags, String classPath, String mainClass) {
    /// The program that is running now.
    public static JavaProgram current(String mainClass, List<String> flags) {
        return new JavaProgram(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                flags,
                System.getProperty("java.class.path"),
                mainClass);
    }

    /// The same program with more flags.
    public JavaProgram with(List<String> more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(more);
        return new JavaProgram(java, List.copyOf(all), classPath, mainClass);
    }

    /// The command line with these arguments. Arguments are visible to every user of the machine: no secrets.
    public List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
