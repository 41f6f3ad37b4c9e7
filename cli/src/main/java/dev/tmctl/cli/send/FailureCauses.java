package dev.tmctl.cli.send;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Why elements of a stream failed: each cause is told once, when it is met first, and at the end how many more there
/// were of it. A stream that fails a million times is not told line by line.
final class FailureCauses {
    private static final int MAX_CAUSES = 20;
    private static final int MAX_NAMES = 5;

    private final Map<Cause, Others> met = new LinkedHashMap<>();
    private long untold;

    /// A cause.
    ///
    /// @param one what happened, as in `event was not stored: NoRoom`
    /// @param many the same of several, as in `events were not stored: NoRoom`
    record Cause(String one, String many) {}

    /// Those that met a cause after the first one did.
    private static final class Others {
        private final List<String> names = new ArrayList<>();
        private long count;
    }

    /// Counts a failure.
    ///
    /// @param name which element failed
    /// @return whether its cause is new, and it is to be told
    boolean isNew(Cause cause, String name) {
        Others others = met.get(cause);
        if (others != null) {
            others.count++;
            if (others.names.size() < MAX_NAMES) {
                others.names.add(name);
            }
            return false;
        }
        if (met.size() == MAX_CAUSES) {
            untold++;
            return false;
        }
        met.put(cause, new Others());
        return true;
    }

    /// What was not told when it happened, in lines.
    List<String> rest() {
        List<String> lines = new ArrayList<>();
        met.forEach((cause, others) -> {
            if (others.count > 0) {
                String names = String.join(", ", others.names);
                String more = others.count > others.names.size() ? " and others" : "";
                lines.add(number(others.count) + " more "
                        + (others.count == 1 ? cause.one() : cause.many())
                        + " (" + names + more + ")");
            }
        });
        if (untold > 0) {
            lines.add(number(untold) + " more failed for other reasons");
        }
        return lines;
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
