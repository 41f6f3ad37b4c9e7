package dev.tmctl.cli.support;

import dev.tmctl.adapter.JsonLogFormatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What is done when the JVM itself has failed in some thread: one line says so, and the process ends. It
/// must not live on without the thread that failed; whoever supervises a server starts it again. Where a
/// server's memory ends the JVM does so by itself, by the launcher's flags.
///
/// It takes what is there already where it can: what it would have to load may not be had any more.
public final class FatalErrors implements Thread.UncaughtExceptionHandler {
    /// What helps where the process may open no more files.
    static final String MORE_FILES = "let it open more files (ulimit -n 1024)";

    /// What helps where the process has no more memory.
    static final String MORE_MEMORY = "give it more memory, for example TMCTL_JAVA_OPTS=-Xmx1g";

    private static final int DEEPEST = 20;

    private static volatile boolean inTheLog;

    private FatalErrors() {}

    /// Looks after every thread of this process from now on.
    public static void endTheProcess() {
        Thread.setDefaultUncaughtExceptionHandler(new FatalErrors());
    }

    /// From now on standard error is a server's log, of which each line is one JSON object.
    static void speakInTheLog() {
        inTheLog = true;
    }

    /// The error of the JVM that something failed for, or null when it failed for something else.
    static @Nullable Error behind(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof Error error) {
                return error;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /// What happened, in one line.
    static String message(Error error) {
        if (error instanceof StackOverflowError) {
            return "internal error: the stack has overflowed";
        }
        if (error instanceof OutOfMemoryError) {
            return isOfThreads(error) ? "the system makes no more threads" : "memory ran out: " + error.getMessage();
        }
        if (error instanceof LinkageError) {
            return "a part of the program cannot be loaded: " + root(error);
        }
        return "internal error: " + error;
    }

    /// What can be done about it; null when that is to find out more.
    static @Nullable String advice(Error error) {
        if (error instanceof OutOfMemoryError) {
            return isOfThreads(error)
                    ? "end other programs, or let this user have more processes (ulimit -u)"
                    : MORE_MEMORY;
        }
        if (error instanceof LinkageError) {
            return MORE_FILES + "; if that does not help, install it again";
        }
        return null;
    }

    private static boolean isOfThreads(Error error) {
        return error.getMessage() != null && error.getMessage().contains("thread");
    }

    /// The innermost cause that says something.
    private static String root(Throwable thrown) {
        Throwable told = thrown;
        Throwable cause = thrown.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            told = cause.getMessage() == null ? told : cause;
            cause = cause.getCause();
        }
        return told.toString();
    }

    private static String oneLine(String text) {
        return text.replace('\r', ' ').replace('\n', ' ');
    }

    /// Says on standard error what failed, without anything that may have failed itself.
    public static void tell(Throwable thrown) {
        Error error = behind(thrown);
        String message = error == null ? "internal error: " + thrown : message(error);
        if (inTheLog) {
            System.err.println(JsonLogFormatter.fatal("the process ends: " + message));
            return;
        }
        System.err.println(oneLine("error: " + message));
        String advice = error == null ? null : advice(error);
        if (advice != null) {
            System.err.println("hint:  " + advice);
        }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (behind(thrown) != null) {
            try {
                tell(thrown);
            } finally {
                Runtime.getRuntime().halt(ExitCode.FAILED.code());
            }
        }
        if (!inTheLog) {
            System.err.println(oneLine("warning: the thread " + thread.getName() + " ended: " + thrown));
            return;
        }
        LogRecord record = new LogRecord(Level.SEVERE, "thread " + thread.getName() + " ended");
        record.setLoggerName("dev.tmctl");
        record.setThrown(thrown);
        Logger.getLogger("dev.tmctl").log(record);
    }
}
