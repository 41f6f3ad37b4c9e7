package dev.tmctl.cli.support;

import sun.misc.Signal;

/// The JVM is deaf to signals while its shutdown hooks run: somebody who presses Ctrl-C again must not have to wait for
/// them.
final class SecondSignal {
    private static final int INTERRUPTED = ExitCode.INTERRUPTED.code();

    private SecondSignal() {}

    /// From now on SIGINT ends the process.
    static void endsTheProcess() {
        try {
            Signal.handle(new Signal("INT"), signal -> Runtime.getRuntime().halt(INTERRUPTED));
        } catch (IllegalArgumentException | LinkageError e) {
            // a JVM that keeps the signal for itself (-Xrs) or has no jdk.unsupported: it ends when the hooks are done
        }
    }
}
