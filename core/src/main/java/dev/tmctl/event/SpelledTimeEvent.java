package dev.tmctl.event;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An event whose time is spelled as [OffsetDateTime] would not write it, such as `12:00:00.50Z` or a leap
/// second.
///
/// @param event the event, with the nearest time that Java knows
/// @param timeText the time as its sender spelled it
record SpelledTimeEvent(CloudEvent event, String timeText) implements CloudEvent {
    /// An event that keeps the spelling of its time.
    ///
    /// @param time null for an event without a time
    static CloudEvent of(CloudEvent event, @Nullable Timestamp time) {
        return time == null || AttributeText.of(time.time()).equals(time.text())
                ? event
                : new SpelledTimeEvent(event, time.text());
    }

    /// A changed copy of an event, which keeps the spelling of its time.
    static CloudEvent likewise(CloudEvent copy, CloudEvent original) {
        return original instanceof SpelledTimeEvent spelled ? new SpelledTimeEvent(copy, spelled.timeText) : copy;
    }

    @Override
    public @Nullable CloudEventData getData() {
        return event.getData();
    }

    @Override
    public SpecVersion getSpecVersion() {
        return event.getSpecVersion();
    }

    @Override
    public String getId() {
        return event.getId();
    }

    @Override
    public String getType() {
        return event.getType();
    }

    @Override
    public URI getSource() {
        return event.getSource();
    }

    @Override
    public @Nullable String getDataContentType() {
        return event.getDataContentType();
    }

    @Override
    public @Nullable URI getDataSchema() {
        return event.getDataSchema();
    }

    @Override
    public @Nullable String getSubject() {
        return event.getSubject();
    }

    @Override
    public @Nullable OffsetDateTime getTime() {
        return event.getTime();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return event.getAttribute(name);
    }

    @Override
    public @Nullable Object getExtension(String name) {
        return event.getExtension(name);
    }

    @Override
    public Set<String> getExtensionNames() {
        return event.getExtensionNames();
    }
}
