package dev.tmctl.bench;

import dev.tmctl.bench.load.Window;
import dev.tmctl.bench.process.ProcFigures;
import java.io.IOException;

/// Processor time and memory of a subject, looked at when its window begins and when it ends.
final class Figures {
    private static final double MILLION = 1e6;

    private final long pid;
    private double cpuBefore;
    private double cpu;
    private double peakMib;

    Figures(long pid) {
        this.pid = pid;
    }

    void begin() throws IOException {
        cpuBefore = ProcFigures.cpuSeconds(pid);
    }

    void end() throws IOException {
        cpu = ProcFigures.cpuSeconds(pid) - cpuBefore;
        peakMib = ProcFigures.peakMib(pid);
    }

    /// The row without its books.
    Row row(String id, String subject, String endpoint, Window window, String note) {
        return new Row(
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
    }
}
