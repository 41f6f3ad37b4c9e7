package dev.tmctl.bench;

/// The figures of one subject at one endpoint. What was not measured is [Double#NaN] or negative.
///
/// @param id names the subject in ratios
/// @param subject what was measured, for people
/// @param endpoint what it sent to
/// @param perSecond acknowledged records a second
/// @param p50Millis median latency of an acknowledgement
/// @param p99Millis the latency that one of a hundred exceeds
/// @param cpuPerMillion seconds of processor time of the subject for a million acknowledged records
/// @param peakMib the most memory that the subject was resident with
/// @param lost records acknowledged but not stored
/// @param duplicated records stored again
/// @param outOfOrder records stored after a later one of their partition key
/// @param note what else is to be said, or why there are no figures
public record Row(
        String id,
        String subject,
        String endpoint,
        double perSecond,
        double p50Millis,
        double p99Millis,
        double cpuPerMillion,
        double peakMib,
        long lost,
        long duplicated,
        long outOfOrder,
        String note) {
    /// A subject that does not run here.
    static Row skipped(String id, String subject, String endpoint, String reason) {
        return new Row(
                id,
                subject,
                endpoint,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                -1,
                -1,
                -1,
                "not measured: " + reason);
    }

    /// The same with latencies.
    Row withLatencies(double p50, double p99) {
        return new Row(
                id, subject, endpoint, perSecond, p50, p99, cpuPerMillion, peakMib, lost, duplicated, outOfOrder, note);
    }

    /// The same with something more to be said.
    Row noting(String more) {
        return new Row(
                id,
                subject,
                endpoint,
                perSecond,
                p50Millis,
                p99Millis,
                cpuPerMillion,
                peakMib,
                lost,
                duplicated,
                outOfOrder,
                note.isEmpty() ? more : note + "; " + more);
    }
}
