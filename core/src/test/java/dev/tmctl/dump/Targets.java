package dev.tmctl.dump;

import dev.tmctl.target.AuthDraft;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.TargetDraft;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/// Every kind of target.
final class Targets {
    private static final List<String> ROLES =
            List.of("arn:aws:iam::123456789012:role/r", "arn:aws-us-gov:iam::123456789012:role/a/b/c_1");

    private static final String LOCAL_ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/s";

    private Targets() {}

    static Arbitrary<KinesisTarget> any() {
        return Combinators.combine(where(), auth(), settings())
                .as((where, auth, settings) -> new TargetDraft(
                                where.name(),
                                where.local() ? LOCAL_ARN : where.arn(),
                                where.partition(),
                                auth,
                                settings.discard(),
                                null,
                                where.local() ? null : settings.endpoint(),
                                settings.port(),
                                where.local(),
                                settings.partitionFrom(),
                                settings.ordered(),
                                settings.overrides())
                        .validate());
    }

    private record Where(String name, String arn, String partition, boolean local) {}

    private static Arbitrary<Where> where() {
        Arbitrary<String> name = Arbitraries.strings()
                .withChars("abcxyz0189-")
                .ofMinLength(1)
                .ofMaxLength(63)
                .filter(text -> !text.startsWith("-") && !text.endsWith("-"));
        Arbitrary<String> arn = Arbitraries.of(
                "arn:aws:kinesis:eu-central-1:123456789012:stream/orders",
                "arn:aws-cn:kinesis:cn-north-1:123456789012:stream/a.b-c_d",
                "arn:aws-iso-b:kinesis:us-isob-east-1:123456789012:stream/" + "s".repeat(128));
        return Combinators.combine(name, arn, partition(), Arbitraries.of(true, false, false))
                .as(Where::new);
    }

    /// Texts that YAML could take for something else among them.
    private static Arbitrary<String> partition() {
        Arbitrary<String> any = Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(40)
                .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
        return Arbitraries.oneOf(
                any,
                Arbitraries.strings()
                        .withChars("0123456789_.:-+eExXaf")
                        .ofMinLength(1)
                        .ofMaxLength(8),
                Arbitraries.of(
                        "yes", "No", "on", "~", "null", "TRUE", "1e3", "0x1F", "12:30:45", ".inf", "2026-01-31"));
    }

    private static Arbitrary<AuthDraft> auth() {
        Arbitrary<SecretText> secret = Arbitraries.strings()
                .withCharRange('!', '~')
                .ofMinLength(1)
                .ofMaxLength(60)
                .filter(text -> !(text.startsWith("<") && text.endsWith(">")))
                .map(SecretText::new);
        Arbitrary<String> role = Arbitraries.of(ROLES);
        Arbitrary<AuthDraft> keys = Combinators.combine(secret, secret, secret.injectNull(0.5), role.injectNull(0.5))
                .as((id, key, token, assumed) -> new AuthDraft(id, key, token, assumed, null, false, null, null));
        Arbitrary<AuthDraft> iam = Combinators.combine(
                        role.injectNull(0.5), Arbitraries.of("writer", "a.b").injectNull(0.5))
                .as((arn, account) -> new AuthDraft(null, null, null, null, null, true, arn, account));
        Arbitrary<AuthDraft> deprecated =
                role.map(arn -> new AuthDraft(null, null, null, null, arn, false, null, null));
        return Arbitraries.oneOf(keys, iam, deprecated);
    }

    private record Settings(
            @Nullable Boolean discard,
            @Nullable String endpoint,
            @Nullable Integer port,
            @Nullable String partitionFrom,
            @Nullable Boolean ordered,
            @Nullable String overrides) {}

    private static Arbitrary<Settings> settings() {
        return Combinators.combine(
                        Arbitraries.of(true, false).injectNull(0.4),
                        Arbitraries.of("http://127.0.0.1:4566", "https://kinesis.example.com")
                                .injectNull(0.6),
                        Arbitraries.integers().between(1, 65_535).injectNull(0.6),
                        Arbitraries.of("subject", "extension:tenant", "data:/a/~1b", "random")
                                .injectNull(0.6),
                        Arbitraries.of(true, false).injectNull(0.5),
                        overrides().injectNull(0.4))
                .as(Settings::new);
    }

    /// Keys in their order, as they are read.
    private static Arbitrary<String> overrides() {
        return Arbitraries.of(
                "{}",
                "{\"public\":false}",
                "{\"env\":[{\"name\":\"A\",\"value\":\"yes\"},{\"name\":\"ARN\",\"value\":\"$x\"},{\"name\":\"E\"}],"
                        + "\"labels\":{\"a\":\"1\",\"b/c\":\"\"}}",
                "{\"affinity\":{\"nodeAffinity\":{}},\"annotations\":{\"autoscaling.knative.dev/max-scale\":\"3\"},"
                        + "\"nodeSelector\":{\"a\":\"true\"},\"public\":true,\"resources\":{\"limits\":{\"cpu\":1,"
                        + "\"memory\":\"1Gi\"},\"requests\":{\"cpu\":\"100m\"}},"
                        + "\"tolerations\":[{\"effect\":\"NoExecute\",\"operator\":\"Exists\","
                        + "\"tolerationSeconds\":3}]}");
    }
}
