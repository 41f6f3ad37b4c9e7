package dev.tmctl.target;

import dev.tmctl.net.HttpAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Checks a draft against every rule, so that the user sees all that is wrong in one go.
final class TargetRules {
    private static final int MAX_PORT = 65_535;

    private final TargetDraft draft;
    private final List<Violation> violations = new ArrayList<>();

    TargetRules(TargetDraft draft) {
        this.draft = draft;
    }

    KinesisTarget validate() {
        String name = name();
        StreamArn arn =
                required(draft.arn(), "arn", "is missing; give the ARN of a Kinesis data stream", StreamArn::parse);
        PartitionKey key = required(
                draft.partition(), "partition", "is missing; give the partition key of the records", PartitionKey::new);
        Auth auth = new AuthRules(draft.auth(), violations).check();
        Boolean discard = discard();
        URI endpoint = draft.endpoint() == null ? null : endpoint(draft.endpoint());
        Integer port = draft.port();
        if (port != null && (port < 1 || port > MAX_PORT)) {
            violations.add(new Violation("port", "\"" + port + "\" is not a port; expected 1 to " + MAX_PORT));
        }
        PartitionRule rule = draft.partitionFrom() == null
                ? null
                : required(draft.partitionFrom(), "partitionFrom", "is missing", PartitionRule::parse);
        if (draft.local() && draft.endpoint() != null) {
            violations.add(
                    new Violation("endpoint", "contradicts local; the embedded local Kinesis has its own endpoint"));
        }
        if (!violations.isEmpty() || arn == null || key == null || auth == null) {
            throw new InvalidInputException(violations);
        }
        return new KinesisTarget(
                name,
                arn,
                key,
                auth,
                discard,
                endpoint,
                port,
                draft.local(),
                new PartitioningOptions(rule, Boolean.TRUE.equals(draft.ordered())),
                draft.adapterOverrides());
    }

    private String name() {
        String given = draft.name() == null ? "" : draft.name();
        String name = given.toLowerCase(Locale.ROOT);
        if (!DnsName.isLabel(name)) {
            violations.add(new Violation(
                    "name",
                    given.isEmpty()
                            ? "is missing"
                            : Quoted.of(given)
                                    + " is not a DNS label: expected 1 to 63 letters, digits and inner hyphens"));
        }
        return name;
    }

    private <T> @Nullable T required(@Nullable String text, String field, String missing, Function<String, T> parser) {
        if (text == null) {
            violations.add(new Violation(field, missing));
            return null;
        }
        try {
            return parser.apply(text);
        } catch (InvalidValueException e) {
            violations.add(new Violation(field, e.reason()));
            return null;
        }
    }

    private @Nullable Boolean discard() {
        Boolean discard = draft.discardCloudEventContext();
        Boolean full = draft.fullCloudEvent();
        if (discard != null && full != null && discard.equals(full)) {
            violations.add(new Violation(
                    "discardCloudEventContext",
                    "is " + discard + " while full-cloudevent is " + full + "; they have opposite meanings, keep one"));
        }
        return full == null ? discard : Boolean.valueOf(!full);
    }

    private @Nullable URI endpoint(String text) {
        if (text.contains("@")) {
            // what stands before the @ may be a password, so the text is not repeated
            violations.add(new Violation("endpoint", "holds a user name or password; an endpoint has none"));
            return null;
        }
        HttpAddress address = HttpAddress.of(text).orElse(null);
        if (address == null) {
            violations.add(
                    new Violation("endpoint", Quoted.of(text) + " is not a URL; expected http(s)://HOST[:PORT]"));
            return null;
        }
        if (!address.hasValidPort()) {
            violations.add(new Violation("endpoint", Quoted.of(text) + " has no valid port"));
        } else if (address.uri().getRawQuery() != null || address.uri().getRawFragment() != null) {
            violations.add(
                    new Violation("endpoint", Quoted.of(text) + " has a query or fragment; an endpoint has none"));
        }
        return address.uri();
    }
}
