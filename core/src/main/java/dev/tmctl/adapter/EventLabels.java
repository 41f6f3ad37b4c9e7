package dev.tmctl.adapter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The type and source that metrics show of an event. Senders choose both, so that their number is bounded: after the
/// first pairs all others count as one.
final class EventLabels {
    /// How many pairs of type and source have figures of their own.
    static final int MAX_PAIRS = 200;

    private static final EventLabels.Pair OTHER = new Pair("other", "other");
    private static final EventLabels.Pair NONE = new Pair("", "");

    private final Map<Pair, Pair> pairs = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final boolean shown;

    /// @param shown whether events are told apart at all
    EventLabels(boolean shown) {
        this.shown = shown;
    }

    /// Values of labels.
    record Pair(String type, String source) {}

    /// What an event counts as.
    Pair of(String type, String source) {
        if (!shown) {
            return NONE;
        }
        Pair pair = new Pair(ShortText.of(type), ShortText.of(source));
        Pair before = pairs.get(pair);
        if (before != null) {
            return before;
        }
        if (count.get() >= MAX_PAIRS || count.incrementAndGet() > MAX_PAIRS) {
            return OTHER;
        }
        return pairs.computeIfAbsent(pair, one -> one);
    }
}
