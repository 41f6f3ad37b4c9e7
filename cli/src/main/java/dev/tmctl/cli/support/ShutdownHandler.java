package dev.tmctl.cli.support;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What happens at Ctrl-C (and SIGTERM): the user is told at once; a command that has something to put in order gets
/// the time for it; a second Ctrl-C ends the process whatever it does. The status is that of the signal, 130 or 143.
public final class ShutdownHandler {
    private static final Plan AT_ONCE = new Plan("interrupted", null, Duration.ZERO);
    private static final Plan NOTHING = new Plan(null, null, Duration.ZERO);

    private final ConsoleIO console;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Plan plan = AT_ONCE;
    private @Nullable Thread hook;

    /// @param told what the user is told, or null for nothing
    /// @param action what makes the command come to its end, or null when the process is to end at once
    /// @param timeout how long it may take for that
    private record Plan(@Nullable String told, @Nullable Runnable action, Duration timeout) {}

    /// What the JVM runs when the process is told to end.
    private final class Hook extends Thread {
        Hook() {
            super("interruption");
        }

        @Override
        public void run() {
            react();
        }
    }

    ShutdownHandler(ConsoleIO console) {
        this.console = console;
    }

    /// From now on it is this process that is interrupted.
    public void listen() {
        Thread thread = new Hook();
        Runtime.getRuntime().addShutdownHook(thread);
        hook = thread;
    }

    /// The command has something to put in order.
    ///
    /// @param told what the user is told
    /// @param action makes the command come to its end; called by another thread
    /// @param timeout how long it may take for that
    public void plan(String told, Runnable action, Duration timeout) {
        plan = new Plan(told, action, timeout);
    }

    /// There is nothing to put in order, but more to say.
    ///
    /// @param told what the user is told
    public void plan(String told) {
        plan = new Plan(told, null, Duration.ZERO);
    }

    /// There is nothing to put in order any more, or not yet.
    public void endAtOnce() {
        plan = AT_ONCE;
    }

    /// The command itself does what is to be done, and says it.
    public void leaveToCommand() {
        plan = NOTHING;
    }

    private void react() {
        Plan now = plan;
        if (now.told() == null) {
            return;
        }
        Runnable action = now.action();
        if (action != null) {
            // before anybody is told that it goes on
            SecondSignal.endsTheProcess();
        }
        if (console.errTerminal() && console.inTerminal()) {
            // behind the terminal's ^C
            console.tell("");
        }
        console.tell(now.told());
        if (action == null) {
            return;
        }
        action.run();
        try {
            if (!ended.await(now.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The command is over and everything is written.
    ///
    /// @return whether it was interrupted; the process ends by itself then
    public boolean over() {
        ended.countDown();
        if (hook == null) {
            return false;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
