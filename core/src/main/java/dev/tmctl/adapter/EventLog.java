package dev.tmctl.adapter;

import dev.tmctl.delivery.Outcome;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The adapter's log of events: who they were and what became of them, never what they carried.
final class EventLog {
    private static final Logger LOG = Logger.getLogger(LoggingConfig.COMPONENT);
    private static final int REJECTIONS_PER_SECOND = 20;

    private final LogRate rejections = new LogRate(REJECTIONS_PER_SECOND, EventLog::leftOut);

    void started(String url, String stream) {
        log(Level.INFO, "Starting AWS Kinesis Target adapter", Map.of("url", url, "stream", stream));
    }

    void exposed(String host) {
        log(
                Level.WARNING,
                "the adapter listens beyond this machine without TLS and authentication",
                Map.of(
                        "host",
                        host,
                        "hint",
                        "let only trusted networks reach it, or set " + ListenerSecurity.TOKENS + " and "
                                + ListenerSecurity.CERTIFICATE));
    }

    /// A variable is odd.
    void odd(String what) {
        log(Level.WARNING, what, Map.of());
    }

    /// The files of the certificate were replaced by what cannot be used; what was there before stays in use.
    void notReplaced(String why) {
        log(Level.WARNING, "the new files are not used", Map.of("error", why));
    }

    /// The file of tokens was replaced by what cannot be used.
    void noTokens(String why) {
        log(
                Level.WARNING,
                "no bearer token is accepted until their file can be used again; events are answered 503",
                Map.of("error", why));
    }

    void stopped(long delivered, long failed) {
        log(Level.INFO, "adapter stopped", Map.of("delivered", delivered, "failed", failed));
    }

    /// A request was refused. Whoever sends many of those must not fill the log: the rest of a second is counted.
    void rejected(int status, String cause) {
        if (rejections.mayLog()) {
            log(Level.WARNING, "request rejected", Map.of("status", status, "error", cause));
        }
    }

    private static void leftOut(long count) {
        log(Level.WARNING, "more requests were rejected", Map.of("count", count));
    }

    /// A request failed by a fault of this program.
    void failed(Throwable fault) {
        LogRecord record = new LogRecord(Level.SEVERE, "a request failed inside the adapter");
        record.setLoggerName(LOG.getName());
        record.setThrown(fault);
        LOG.log(record);
    }

    void settled(CloudEvent event, Outcome outcome, Duration duration) {
        if (!LOG.isLoggable(outcome instanceof Outcome.Delivered ? Level.INFO : Level.SEVERE)) {
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("eventId", ShortText.of(event.getId()));
        fields.put("eventType", ShortText.of(event.getType()));
        fields.put("durationMs", Math.round(duration.toNanos() / 1e4) / 100.0);
        switch (outcome) {
            case Outcome.Delivered stored -> {
                fields.put("shardId", stored.shardId());
                fields.put("sequenceNumber", stored.sequenceNumber());
                log(Level.INFO, "event stored", fields);
            }
            case Outcome.Failed failure -> {
                fields.put("code", ShortText.of(failure.code()));
                fields.put("error", FailureAnswer.line(failure.message()));
                fields.put("attempts", failure.attempts());
                if (failure.requestId() != null) {
                    fields.put("requestId", failure.requestId());
                }
                log(Level.SEVERE, "error publishing to kinesis", fields);
            }
        }
    }

    private static void log(Level level, String message, Map<String, Object> fields) {
        if (!LOG.isLoggable(level)) {
            return;
        }
        LogRecord record = new LogRecord(level, message);
        record.setLoggerName(LOG.getName());
        record.setParameters(new Object[] {fields});
        LOG.log(record);
    }
}
