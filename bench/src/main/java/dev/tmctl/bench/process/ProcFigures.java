package dev.tmctl.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What Linux tells of processes under `/proc`.
public final class ProcFigures {
    /// The kernel counts in hundredths of a second for every architecture that Java runs on.
    private static final double TICKS = 100;

    private static final double KIB_PER_MIB = 1024;
    private static final int UTIME = 11;
    private static final int CUTIME = 13;
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int STEAL = 8;

    private ProcFigures() {}

    /// Seconds of processor time of a process and those that it started, all threads.
    public static double cpuSeconds(long pid) throws IOException {
        double sum = 0;
        for (long each : tree(pid)) {
            sum += seconds(Long.toString(each), UTIME);
        }
        return sum;
    }

    private static List<Long> tree(long pid) {
        List<Long> pids = new ArrayList<>(List.of(pid));
        ProcessHandle.of(pid)
                .ifPresent(
                        process -> process.descendants().map(ProcessHandle::pid).forEach(pids::add));
        return pids;
    }

    /// Seconds of processor time of the ended children of this process, and of theirs.
    public static double cpuSecondsOfChildren() throws IOException {
        return seconds("self", CUTIME);
    }

    private static double seconds(String process, int field) throws IOException {
        String stat = Files.readString(Path.of("/proc", process, "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1])) / TICKS;
    }

    /// Seconds of processor time of the whole machine, since it started.
    public static double cpuSecondsOfMachine() throws IOException {
        String[] fields =
                Files.readAllLines(Path.of("/proc/stat")).getFirst().strip().split(" +", -1);
        double busy = 0;
        for (int i = 1; i < fields.length && i <= STEAL; i++) {
            busy += i == IDLE || i == WAITING ? 0 : Long.parseLong(fields[i]) / TICKS;
        }
        return busy;
    }

    /// The most memory that a process and those that it started were resident with, in MiB.
    public static double peakMib(long pid) throws IOException {
        double sum = 0;
        for (long each : tree(pid)) {
            sum += status(each, "VmHWM:");
        }
        return sum;
    }

    /// The memory that a process is resident with, in MiB.
    public static double residentMib(long pid) throws IOException {
        return status(pid, "VmRSS:");
    }

    private static double status(long pid, String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D+", "")) / KIB_PER_MIB;
            }
        }
        throw new IOException("process " + pid + " has ended");
    }
}
