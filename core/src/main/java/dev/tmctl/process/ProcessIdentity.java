package dev.tmctl.process;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells a process from every other one that has, had or will have its number. A step of the clock changes
/// nothing.
///
/// @param pid the process id
/// @param birth when it was started: on Linux the boot and the clock ticks since then, as in
///     `c9a0d5ab-56b9-4a8e-8f83-4c2f6c1f3c1e/123456`; elsewhere the instant that the system noted then
record ProcessIdentity(long pid, String birth) {
    /// The process that calls this.
    static ProcessIdentity ofThisProcess() {
        ProcessIdentity self = of(ProcessHandle.current().pid());
        return self == null ? new ProcessIdentity(ProcessHandle.current().pid(), "") : self;
    }

    /// The process that has a number now; null when none has, or it has ended and waits to be reaped.
    static @Nullable ProcessIdentity of(long pid) {
        LinuxProcess linux = LinuxProcess.of(pid);
        if (linux != null) {
            return linux.hasEnded() ? null : new ProcessIdentity(pid, LinuxProcess.bootId() + "/" + linux.startTicks());
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(start -> new ProcessIdentity(pid, start.toString()))
                .orElse(null);
    }

    /// Reads what [#toString()] gives; null when it is something else.
    static @Nullable ProcessIdentity parse(String text) {
        String[] words = text.strip().split(" ");
        if (words.length != 2) {
            return null;
        }
        try {
            return new ProcessIdentity(Long.parseLong(words[0]), words[1]);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// Whether it runs, where this process can see it.
    boolean isAlive() {
        return equals(of(pid));
    }

    /// What signals it; nothing when it does not run, or where this process cannot see it.
    Optional<ProcessHandle> handle() {
        // in this order: the handle knows which process it was made for
        return ProcessHandle.of(pid).filter(handle -> isAlive());
    }

    @Override
    public String toString() {
        return pid + " " + birth;
    }
}
