package dev.tmctl.adapter;

import dev.tmctl.http.Refusal;
import dev.tmctl.http.Refusals;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The adapter's refusals: one line of text, short enough for what Knative puts it into.
final class AdapterRefusals implements Refusals {
    private final EventLog log;
    private final AdapterMetrics metrics;

    AdapterRefusals(EventLog log, AdapterMetrics metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    @Override
    public Body body(Refusal refusal) {
        return new Body(
                Map.of("Content-Type", FailureAnswer.MEDIA_TYPE),
                FailureAnswer.line(refusal.cause()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void refused(Refusal refusal) {
        metrics.countRejected(refusal.status());
        log.rejected(refusal.status(), FailureAnswer.line(refusal.cause()));
    }

    @Override
    public void failed(Throwable fault) {
        log.failed(fault);
    }
}
