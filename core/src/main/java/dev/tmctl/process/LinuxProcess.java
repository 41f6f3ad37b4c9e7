package dev.tmctl.process;

import dev.tmctl.files.BoundedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Linux says of a process in `/proc/PID/stat`.
///
/// @param state one letter, such as `S` for asleep
/// @param startTicks when it was started, in clock ticks since the machine was
/// @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat</a>
record LinuxProcess(char state, long startTicks) {
    private static final Path PROC = Path.of("/proc");
    private static final Path BOOT_ID = PROC.resolve("sys/kernel/random/boot_id");
    private static final int MAX_BYTES = 4096;

    /// Where field 22 stands among those behind the name, which is field 2.
    private static final int START_TICKS = 19;

    /// What it says now; null when there is no such process, or no Linux.
    static @Nullable LinuxProcess of(long pid) {
        String stat = text(PROC.resolve(Long.toString(pid)).resolve("stat"));
        return stat == null ? null : parse(stat);
    }

    /// Reads a line of `stat`; null when it is none. The program's name in it may hold anything.
    static @Nullable LinuxProcess parse(String stat) {
        List<String> fields =
                List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" +"));
        if (fields.size() <= START_TICKS || fields.getFirst().length() != 1) {
            return null;
        }
        try {
            return new LinuxProcess(fields.getFirst().charAt(0), Long.parseLong(fields.get(START_TICKS)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// Whether it only waits to be reaped: nothing runs any more, and everything that it had is free.
    boolean hasEnded() {
        return state == 'Z' || state == 'X' || state == 'x';
    }

    /// What names the time since the machine was started; `-` where Linux does not say it.
    static String bootId() {
        String id = text(BOOT_ID);
        return id == null || id.isBlank() ? "-" : id.strip();
    }

    private static @Nullable String text(Path file) {
        try {
            return new String(BoundedFile.ownBytes(file, MAX_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return null;
        }
    }
}
