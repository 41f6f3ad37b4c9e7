package dev.tmctl.bench;

import dev.tmctl.bench.load.Window;
import dev.tmctl.bench.process.ProcFigures;
import java.io.IOException;

/// Processor time and memory of a subject, looked at when its window begins and when it ends.
final class Figures {
    private static final double MILLION = 1e6;
    private static final double NANOS = 1e9;

    /// The share of the machine from which on it is worth a note.
    private static final double DISTURBING = 0.1;

    private final long pid;
    private final long self = ProcessHandle.current().pid();
    private double othersBefore;
    private long begunAt;
    private String disturbance = "";
    private double cpuBefore;
    private double cpu;
    private double peakMib;

    Figures(long pid) {
        this.pid = pid;
    }

    void begin() throws IOException {
        begunAt = System.nanoTime();
        othersBefore = others();
        cpuBefore = ProcFigures.cpuSeconds(pid);
    }

    /// What programs that have nothing to do with the benchmark have used.
    private double others() throws IOException {
        return ProcFigures.cpuSecondsOfMachine() - ProcFigures.cpuSeconds(self);
    }

    void end() throws IOException {
        cpu = ProcFigures.cpuSeconds(pid) - cpuBefore;
        peakMib = ProcFigures.peakMib(pid);
        double seconds = (System.nanoTime() - begunAt) / NANOS;
        double share =
                (others() - othersBefore) / seconds / Runtime.getRuntime().availableProcessors();
        disturbance = share < DISTURBING ? "" : "others took %.0f %% of the machine".formatted(share * 100);
    }

    /// The row without its books.
    Row row(String id, String subject, String endpoint, Window window, String note) {
        Row row = new Row(
                id,
                subject,
                endpoint,
                window.acknowledged() / window.seconds(),
                window.p50Millis(),
                window.p99Millis(),
                window.acknowledged() == 0 ? Double.NaN : cpu / window.acknowledged() * MILLION,
                peakMib,
                -1,
                -1,
                -1,
                note);
        return disturbance.isEmpty() ? row : row.noting(disturbance);
    }
}
