package dev.tmctl.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetDraftTest {

    private static final String ARN = "arn:aws:kinesis:eu-central-1:123456789012:stream/orders";
    private static final String ROLE = "arn:aws:iam::123456789012:role/writer";

    private static TargetDraft draft(AuthDraft auth) {
        return new TargetDraft("orders", ARN, "key", auth, null, null, null, null, false, null);
    }

    private static TargetDraft withEndpoint(String endpoint) {
        return new TargetDraft("orders", ARN, "key", AuthDraft.none(), null, null, endpoint, null, false, null);
    }

    private static TargetDraft withFlags(@Nullable Boolean discard, @Nullable Boolean full) {
        return new TargetDraft("orders", ARN, "key", AuthDraft.none(), discard, full, null, null, false, null);
    }

    private static AuthDraft keys(String id, String secret) {
        return new AuthDraft(new SecretText(id), new SecretText(secret), null, null, null, false, null, null);
    }

    private static List<String> violations(TargetDraft draft) {
        InvalidInputException e = catchThrowableOfType(InvalidInputException.class, draft::validate);
        assertThat(e).isNotNull();
        assertThat(e).hasMessage(String.join("; ", texts(e)));
        return texts(e);
    }

    private static List<String> texts(InvalidInputException e) {
        return e.violations().stream().map(Violation::toString).toList();
    }

    @Test
    void makesTheTarget() {
        TargetDraft draft = new TargetDraft(
                "Orders", ARN, "key", keys("AKIA", "s3cret"), false, null, "http://localhost:4567", 8080, false, "{}");
        assertThat(draft.validate())
                .isEqualTo(new KinesisTarget(
                        "orders",
                        StreamArn.parse(ARN),
                        new PartitionKey("key"),
                        new Auth.Credentials(new SecretText("AKIA"), new SecretText("s3cret"), null, null),
                        false,
                        URI.create("http://localhost:4567"),
                        8080,
                        false,
                        "{}"));
    }

    @Test
    void findsEveryViolationInOneGo() {
        TargetDraft draft = new TargetDraft(
                "my_target",
                "orders",
                "",
                new AuthDraft(null, new SecretText("hush hush"), null, "writer", null, true, "x", "Account"),
                true,
                true,
                "kinesis",
                70_000,
                true,
                null);
        assertThat(violations(draft))
                .containsExactly(
                        "name: \"my_target\" is not a DNS label: expected 1 to 63 letters, digits and inner hyphens",
                        "arn: \"orders\" does not start with \"arn:\"; "
                                + "expected arn:aws:kinesis:REGION:ACCOUNT:stream/NAME",
                        "partition: is empty; expected 1 to 256 characters",
                        "auth: has auth.credentials and auth.iam; keep exactly one of them",
                        "auth.credentials.accessKeyID: is missing; "
                                + "it is needed together with auth.credentials.secretAccessKey",
                        "auth.credentials.secretAccessKey: "
                                + "holds white space or control characters (the value is not shown)",
                        "auth.credentials.assumeIamRole: \"writer\" is not a role's ARN; "
                                + "expected arn:aws:iam::ACCOUNT:role/NAME",
                        "auth.iam.roleArn: \"x\" is not a role's ARN; expected arn:aws:iam::ACCOUNT:role/NAME",
                        "auth.iam.serviceAccount: \"Account\" is not a Kubernetes name: "
                                + "expected lower-case letters, digits, \"-\" and \".\"",
                        "discardCloudEventContext: is true while full-cloudevent is true; "
                                + "they have opposite meanings, keep one",
                        "endpoint: \"kinesis\" is not a URL; expected http(s)://HOST[:PORT]",
                        "port: \"70000\" is not a port; expected 1 to 65535",
                        "endpoint: contradicts local; the embedded local Kinesis has its own endpoint");
    }

    @Test
    void namesEverythingThatIsMissing() {
        TargetDraft nothing = new TargetDraft(null, null, null, AuthDraft.none(), null, null, null, null, false, null);
        assertThat(violations(nothing))
                .containsExactly(
                        "name: is missing",
                        "arn: is missing; give the ARN of a Kinesis data stream",
                        "partition: is missing; give the partition key of the records");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "two words|holds white space or control characters (the value is not shown)",
                "'trailing\n'|ends in a line break or blank, which is part of it in a cluster too; take it off (echo writes one, "
                        + "printf does not)",
                "geheim-ü|holds characters outside ASCII (the value is not shown)",
                "<your-key>|is still a placeholder; replace it with your own value",
                "' '|is empty"
            })
    void neverEchoesASecret(String secret, String message) {
        assertThat(violations(draft(keys(secret, secret))))
                .containsExactly(
                        "auth.credentials.accessKeyID: " + message, "auth.credentials.secretAccessKey: " + message);
    }

    @Test
    void masksSecretsInEveryTextForm() {
        AuthDraft auth = new AuthDraft(
                new SecretText("AKIAHUSH"),
                new SecretText("hush"),
                new SecretText("hushtoken"),
                null,
                null,
                false,
                null,
                null);
        TargetDraft draft = draft(auth);
        assertThat(draft.toString() + draft.validate()).doesNotContainIgnoringCase("hush");
    }

    @ParameterizedTest
    @CsvSource({
        ",,,DATA",
        "true,,true,DATA",
        "false,,false,FULL_EVENT",
        ",true,false,FULL_EVENT",
        ",false,true,DATA",
        "true,false,true,DATA",
        "false,true,false,FULL_EVENT"
    })
    void understandsBothPayloadFlags(
            @Nullable Boolean discard, @Nullable Boolean full, @Nullable Boolean stored, PayloadMode mode) {
        KinesisTarget target = withFlags(discard, full).validate();
        assertThat(target.discardCloudEventContext()).isEqualTo(stored);
        assertThat(target.payloadMode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesFlagsThatContradictEachOther(boolean value) {
        assertThat(violations(withFlags(value, value)))
                .containsExactly("discardCloudEventContext: is " + value + " while full-cloudevent is " + value
                        + "; they have opposite meanings, keep one");
    }

    @Test
    void choosesTheDefaultChainWhenNothingIsSaid() {
        assertThat(draft(AuthDraft.none()).validate().auth()).isEqualTo(new Auth.DefaultChain());
        assertThat(draft(new AuthDraft(null, null, null, null, null, true, null, null))
                        .validate()
                        .auth())
                .isEqualTo(new Auth.DefaultChain());
    }

    @Test
    void readsRoles() {
        assertThat(draft(new AuthDraft(null, null, null, null, ROLE, false, null, null))
                        .validate()
                        .auth())
                .isEqualTo(new Auth.WebIdentity(ROLE, null, true));
        assertThat(draft(new AuthDraft(null, null, null, null, null, true, ROLE, "writer.prod"))
                        .validate()
                        .auth())
                .isEqualTo(new Auth.WebIdentity(ROLE, "writer.prod", false));
    }

    @Test
    void refusesThreeMethodsAtOnce() {
        AuthDraft all =
                new AuthDraft(new SecretText("AKIA"), new SecretText("s3cret"), null, null, ROLE, true, null, null);
        assertThat(violations(draft(all)))
                .containsExactly("auth: has auth.credentials and auth.iam and auth.iamRole; keep exactly one of them");
    }

    @Test
    void refusesARoleWithoutKeysAndAPlaceholder() {
        AuthDraft role = new AuthDraft(null, null, null, "arn:aws:iam::<account>:role/writer", null, false, null, null);
        assertThat(violations(draft(role)))
                .containsExactly(
                        "auth.credentials.accessKeyID: is missing; "
                                + "it is needed together with auth.credentials.secretAccessKey",
                        "auth.credentials.secretAccessKey: is missing; "
                                + "it is needed together with auth.credentials.accessKeyID",
                        "auth.credentials.assumeIamRole: \"arn:aws:iam::<account>:role/writer\" "
                                + "still holds a placeholder; replace it with your own value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:4567|\"localhost:4567\" is not a URL; expected http(s)://HOST[:PORT]",
                "ftp://host|\"ftp://host\" is not a URL; expected http(s)://HOST[:PORT]",
                "http://|\"http://\" is not a URL; expected http(s)://HOST[:PORT]",
                "http://a b|\"http://a b\" is not a URL; expected http(s)://HOST[:PORT]",
                "http://me:pass@host|holds a user name or password; an endpoint has none",
                "http://host:70000|\"http://host:70000\" has no valid port",
                "http://host/?a=b|\"http://host/?a=b\" has a query or fragment; an endpoint has none"
            })
    void refusesEndpoints(String endpoint, String message) {
        assertThat(violations(withEndpoint(endpoint))).containsExactly("endpoint: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:4567",
                "https://vpce-1.kinesis.eu-central-1.vpce.amazonaws.com",
                "HTTP://[::1]:80"
            })
    void takesEndpoints(String endpoint) {
        assertThat(withEndpoint(endpoint).validate().endpoint()).isEqualTo(URI.create(endpoint));
    }
}
