package dev.tmctl.cli.warmup;

import dev.tmctl.cli.support.BackgroundPreload;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/// `tmctl warmup help FOLDER` and `tmctl warmup plain|send|direct|client|aws|server`: what `bin/tmctl-warmup` runs, in
/// a JVM that keeps what it loads. It works in a folder of its own and on loopback only. It is no command of the tree:
/// nobody else has a use for it.
public final class Warmup {
    private Warmup() {}

    /// Walks the paths of one kind of process.
    ///
    /// @param kind `plain` (the version, and rendered help), `send` (through an adapter), `direct` (without one),
    ///     `aws` (other commands that call AWS themselves), `client` (all others) or `server`
    /// @param commands runs a command line
    /// @throws IOException when a path did not work
    public static void run(String kind, BiFunction<ConsoleIO, String[], Integer> commands) throws IOException {
        BackgroundPreload.of(kind);
        Path folder = Files.createTempDirectory("tmctl-warmup");
        try {
            switch (kind) {
                case "plain" -> plain(folder, commands);
                case "send" -> new ClientTraining(folder, commands).send();
                case "direct" -> new ClientTraining(folder, commands).direct();
                case "client" -> new ClientTraining(folder, commands).others();
                case "aws" -> new ClientTraining(folder, commands).aws();
                case "server" -> new ServerTraining(folder, commands).run();
                default -> throw new IOException("there is no " + kind + " to warm up");
            }
        } finally {
            PrivateFiles.deleteTree(folder);
        }
    }

    private static void plain(Path folder, BiFunction<ConsoleIO, String[], Integer> commands) throws IOException {
        UnwatchedCommands unwatched = new UnwatchedCommands(folder, commands);
        for (String[] command : new String[][] {{"--version"}, {"--help"}, {"send", "--help"}}) {
            unwatched.mustEndWith(ExitCode.DONE, List.of(command));
        }
    }
}
