package dev.tmctl.cli.command;

import dev.tmctl.event.EventDefaults;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Quoted;
import dev.tmctl.target.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The context attributes of an event made from bare data.
final class EventOptions {
    private static final Set<String> ATTRIBUTES =
            Set.of("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "data");

    @Option(
            names = {"--eventType", "--type"},
            paramLabel = "TYPE",
            description = "The type (default: " + EventDefaults.TYPE + ").")
    @Nullable
    String type;

    @Option(names = "--source", paramLabel = "URI", description = "The source (default: " + EventDefaults.SOURCE + ").")
    @Nullable
    String source;

    @Option(names = "--subject", paramLabel = "TEXT", description = "The subject.")
    @Nullable
    String subject;

    @Option(names = "--id", paramLabel = "ID", description = "The id (default: a random UUID).")
    @Nullable
    String id;

    @Option(names = "--time", paramLabel = "TIME", description = "The time, RFC 3339 (default: now).")
    @Nullable
    String time;

    @Option(names = "--dataschema", paramLabel = "URI", description = "The schema of the data.")
    @Nullable
    String dataschema;

    @Option(
            names = "--datacontenttype",
            paramLabel = "TYPE",
            description = "The data's media type (default: application/json for JSON, else text/plain).")
    @Nullable
    String datacontenttype;

    @Option(names = "--extension", paramLabel = "NAME=VALUE", description = "An extension attribute; may be repeated.")
    List<String> extensions = new ArrayList<>();

    /// The attributes for bare data.
    ///
    /// @throws InvalidInputException with everything that is wrong with the attributes and extensions
    EventDefaults defaults() {
        Map<String, String> attributes = new LinkedHashMap<>();
        put(attributes, "type", type);
        put(attributes, "source", source);
        put(attributes, "subject", subject);
        put(attributes, "id", id);
        put(attributes, "time", time);
        put(attributes, "dataschema", dataschema);
        put(attributes, "datacontenttype", datacontenttype);
        List<Violation> violations = new ArrayList<>();
        for (String extension : extensions) {
            int equals = extension.indexOf('=');
            String name = equals < 0 ? extension : extension.substring(0, equals);
            if (equals < 1) {
                violations.add(new Violation("extension", Quoted.of(extension) + " is not NAME=VALUE"));
            } else if (ATTRIBUTES.contains(name)) {
                violations.add(new Violation("extension", Quoted.of(name) + " is an attribute, not an extension"));
            } else if (attributes.put(name, extension.substring(equals + 1)) != null) {
                violations.add(new Violation("extension", Quoted.of(name) + " is given twice"));
            }
        }
        EventDefaults defaults = EventDefaults.of(attributes);
        if (!attributes.isEmpty()) {
            try {
                defaults.wrap(null);
            } catch (InvalidInputException e) {
                violations.addAll(0, e.violations());
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
        return defaults;
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }
}
