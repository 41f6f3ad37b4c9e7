package dev.tmctl.bench.subject;

import java.io.IOException;

/// What a subject says to the process that measures it.
final class Protocol {
    private Protocol() {}

    @SuppressWarnings("SystemOut")
    static void say(String line) {
        System.out.println("@" + line);
        System.out.flush();
    }

    /// Waits until the other process closes this one's standard input.
    static void awaitEnd() throws IOException {
        while (System.in.read() >= 0) {
            // nothing is expected
        }
    }
}
