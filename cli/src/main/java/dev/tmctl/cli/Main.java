package dev.tmctl.cli;

import dev.tmctl.cli.support.BackgroundPreload;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ErrorTrackingOutputStream;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.FatalErrors;
import dev.tmctl.cli.warmup.HelpRendering;
import dev.tmctl.cli.warmup.Warmup;
import java.io.IOException;
import java.nio.file.Path;

/// The process' entry.
public final class Main {
    private Main() {}

    /// Runs one command and exits with its code, whatever happens.
    public static void main(String[] args) {
        FatalErrors.endTheProcess();
        int code = ExitCode.FAILED.code();
        try {
            code = run(args);
        } catch (Throwable e) {
            // else the process would live on as long as any of its threads
            FatalErrors.tell(e);
        } finally {
            // Not System.exit: it looks for a logger first, through every jar.
            Runtime.getRuntime().halt(code);
        }
    }

    private static int run(String[] args) throws IOException {
        // Set before anything logs; it is loaded only when something does.
        System.setProperty("java.util.logging.manager", "dev.tmctl.cli.support.QuietLogManager");
        // what it has to complain of when it cannot open its files is told by whoever needs one
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        if (args.length >= 2 && args[0].equals("warmup")) {
            warmUp(args);
        }
        if (!System.getProperty("user.home", "").startsWith("/")) {
            // "?" where the system knows no home: the AWS SDK would look for its files below the current folder
            System.setProperty("user.home", "/nonexistent");
        }
        BackgroundPreload.of(System.getProperty("tmctl.kind", ""));
        ErrorTrackingOutputStream out = ConsoleIO.processOutput();
        ConsoleIO console = ConsoleIO.ofProcess(out);
        console.interruption().listen();
        int code = Tmctl.run(console, args);
        console.out().flush();
        if (out.problem().isPresent()) {
            console.error("standard output cannot be written: " + out.problem().get());
            code = code == ExitCode.DONE.code() ? ExitCode.FAILED.code() : code;
        }
        console.err().flush();
        if (console.interruption().over()) {
            // waits for the shutdown that the signal started; the signal decides the status
            System.exit(code);
        }
        return code;
    }

    private static void warmUp(String[] args) throws IOException {
        if (args.length == 3 && args[1].equals("help")) {
            new HelpRendering(Path.of(args[2]), Tmctl::run).write(Tmctl::commandLine);
        } else {
            Warmup.run(args[1], Tmctl::run);
        }
        System.exit(0);
    }
}
