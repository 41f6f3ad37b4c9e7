package dev.tmctl.cli;

import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.PatientLogManager;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.WatchedOutput;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The process' entry.
public final class Main {
    private Main() {}

    /// Runs one command and exits with its code.
    public static void main(String[] args) {
        // Libraries log through java.util.logging; only the servers want to hear them, and set that up
        // themselves.
        System.setProperty("java.util.logging.manager", PatientLogManager.class.getName());
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.setLevel(Level.OFF);
        WatchedOutput out = Streams.processOutput();
        Streams streams = Streams.ofProcess(out);
        int code = Tmctl.run(streams, args);
        streams.out().flush();
        if (out.problem().isPresent()) {
            streams.error("standard output cannot be written: " + out.problem().get());
            code = code == ExitCode.DONE.code() ? ExitCode.FAILED.code() : code;
        }
        streams.err().flush();
        System.exit(code);
    }
}
