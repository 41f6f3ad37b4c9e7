package dev.tmctl.cli;

/// Output whose variable parts are replaced by their names, so that tests compare all of it.
final class Masked {
    private Masked() {}

    /// Ports, sequence numbers, times, UUIDs, process ids and uptimes become `PORT`, `SEQUENCE`, `TIME`, `UUID`,
    /// `PID` and `UPTIME`.
    static String text(String output) {
        return output.replaceAll("(127\\.0\\.0\\.1:)\\d+", "$1PORT")
                .replaceAll("\\b\\d{56}\\b", "SEQUENCE")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z", "TIME")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
                .replaceAll("pid \\d+", "pid PID")
                .replaceAll("up \\d+ (s|min)\\b", "up UPTIME");
    }
}
