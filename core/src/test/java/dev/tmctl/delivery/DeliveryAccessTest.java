package dev.tmctl.delivery;

import static dev.tmctl.delivery.NumberedEvents.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.delivery.FaultyKinesis.Request;
import dev.tmctl.delivery.NumberedEvents.Verdict;
import dev.tmctl.target.Auth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Endpoints and policies that allow less than AWS' own: every event arrives all the same, once and in order.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeliveryAccessTest {
    private static final int EVENTS = 5_000;
    private static final Verdict PERFECT = new Verdict(0, 0, 0, Map.of());

    private static Fault.Plan plan(Function<Request, Fault> faults) {
        return new Fault.Plan() {
            @Override
            public Fault of(Request request) {
                return faults.apply(request);
            }
        };
    }

    private static Set<String> operations(FaultyKinesis kinesis) {
        return kinesis.seen().stream().map(Request::operation).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"PutRecords, PutRecord", "PutRecord, PutRecords"})
    void onlyOneCallIsAllowed(String allowed, String denied) throws Exception {
        Fault.Plan policy = plan(request ->
                request.operation().equals(allowed) ? Fault.NONE : Fault.error(400, "AccessDeniedException"));
        try (FaultyKinesis kinesis = new FaultyKinesis(4, policy)) {
            assertThat(NumberedEvents.send(kinesis, true, EVENTS)).isEqualTo(PERFECT);
            assertThat(operations(kinesis)).containsExactlyInAnyOrder(allowed, denied);
            long refused = kinesis.seen().stream()
                    .filter(request -> request.operation().equals(denied))
                    .count();
            // every request under way when the first was refused
            assertThat(refused).isBetween(1L, 16L);
        }
    }

    /// What keeps the other call from passing for a moment is no refusal.
    @ParameterizedTest
    @CsvSource({
        "PutRecords, PutRecord, ProvisionedThroughputExceededException",
        "PutRecord, PutRecords, InternalFailure",
        "PutRecord, PutRecords, ''"
    })
    void onlyOneCallIsAllowedAndItDoesNotPassAtOnce(String allowed, String denied, String code) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Fault.Plan policy = plan(request -> {
            if (request.operation().equals(denied)) {
                return Fault.error(400, "AccessDeniedException");
            }
            return calls.incrementAndGet() > 3 ? Fault.NONE : forAMoment(code);
        });
        try (FaultyKinesis kinesis = new FaultyKinesis(4, policy)) {
            assertThat(NumberedEvents.send(kinesis, true, EVENTS)).isEqualTo(PERFECT);
        }
    }

    private static Fault forAMoment(String code) {
        return code.isEmpty()
                ? Fault.of(Fault.Kind.RESET, false)
                : Fault.error(code.endsWith("Exception") ? 400 : 500, code);
    }

    @Test
    void anEmulatorTakesJsonOnlyAndNotAtOnce() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Fault.Plan json = plan(request -> {
            if (!request.json()) {
                return Fault.jsonError(400, "UnknownOperationException");
            }
            return calls.incrementAndGet() > 3 ? Fault.NONE : Fault.of(Fault.Kind.RESET, false);
        });
        try (FaultyKinesis kinesis = new FaultyKinesis(4, json)) {
            assertThat(NumberedEvents.send(kinesis, true, EVENTS)).isEqualTo(PERFECT);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theEnvironmentForbidsCbor(boolean ordered) throws Exception {
        try (FaultyKinesis kinesis = new FaultyKinesis(4, plan(request -> Fault.NONE));
                AwsClients clients = new AwsClients(
                        NumberedEvents.target(kinesis.endpoint(), ordered), Map.of("AWS_CBOR_DISABLE", "true"))) {
            Verdict verdict = NumberedEvents.send(kinesis, clients, OPTIONS, EVENTS);
            assertThat(verdict).isEqualTo(new Verdict(0, 0, ordered ? 0 : verdict.outOfOrder(), Map.of()));
            assertThat(kinesis.seen()).allMatch(Request::json);
        }
    }

    /// What emulators are known to say, and several requests are under way before the first has found it out.
    @ParameterizedTest
    @CsvSource({
        "500, ''",
        "500, InternalFailure",
        "400, SerializationException",
        "400, UnknownOperationException",
        "415, ''"
    })
    void anEmulatorTakesJsonOnly(int status, String code) throws Exception {
        Fault refusal = code.isEmpty() ? Fault.html(status) : Fault.jsonError(status, code);
        for (boolean ordered : new boolean[] {false, true}) {
            // late answers, so that requests in CBOR come back after others have gone in JSON
            AtomicInteger requests = new AtomicInteger();
            CountDownLatch several = new CountDownLatch(2);
            Fault soon = new Fault(refusal.kind(), false, Duration.ofMillis(50), status, code, true);
            Fault late = new Fault(refusal.kind(), false, Duration.ofMillis(150), status, code, true);
            Fault.Plan json = plan(request -> {
                if (request.json()) {
                    return Fault.NONE;
                }
                several.countDown();
                FaultyKinesis.hold(several);
                return requests.incrementAndGet() == 1 ? soon : late;
            });
            try (FaultyKinesis kinesis = new FaultyKinesis(4, json)) {
                Verdict verdict = NumberedEvents.send(kinesis, ordered, EVENTS);
                assertThat(verdict).isEqualTo(new Verdict(0, 0, ordered ? 0 : verdict.outOfOrder(), Map.of()));
                assertThat(kinesis.seen())
                        .filteredOn(request -> !request.json())
                        .hasSizeBetween(2, 17);
            }
        }
    }

    /// By PutRecords, and where a policy allows PutRecord alone.
    @ParameterizedTest
    @ValueSource(strings = {"PutRecords", "PutRecord"})
    void newCredentialsAreTakenWhenTheOldOnesExpire(String allowed, @TempDir Path folder) throws Exception {
        Path profile = folder.resolve("credentials");
        Files.writeString(profile, profile("AKIAOLD"));
        AtomicInteger good = new AtomicInteger();
        Fault.Plan plan = plan(request -> {
            if (allowed.equals("PutRecord") && request.operation().equals("PutRecords")) {
                return Fault.error(400, "AccessDeniedException");
            }
            if (request.accessKeyId().equals("AKIANEW")) {
                return Fault.NONE;
            }
            if (good.incrementAndGet() <= 5) {
                return Fault.NONE;
            }
            replace(profile, profile("AKIANEW"));
            return Fault.error(400, "ExpiredTokenException");
        });
        String before = System.getProperty("aws.sharedCredentialsFile");
        System.setProperty("aws.sharedCredentialsFile", profile.toString());
        try (FaultyKinesis kinesis = new FaultyKinesis(4, plan);
                AwsClients clients = new AwsClients(
                        NumberedEvents.target(kinesis.endpoint(), true).withAuth(new Auth.DefaultChain()), Map.of())) {
            assertThat(NumberedEvents.send(kinesis, clients, OPTIONS, EVENTS)).isEqualTo(PERFECT);
            assertThat(kinesis.seen()).extracting(Request::accessKeyId).contains("AKIAOLD", "AKIANEW");
        } finally {
            if (before == null) {
                System.clearProperty("aws.sharedCredentialsFile");
            } else {
                System.setProperty("aws.sharedCredentialsFile", before);
            }
        }
    }

    private static String profile(String id) {
        return "[default]\naws_access_key_id = " + id + "\naws_secret_access_key = s3cret\naws_session_token = t\n";
    }

    /// At once, as what renews credentials does it: nobody reads half a file.
    private static synchronized void replace(Path file, String text) {
        Path other = file.resolveSibling("new");
        try {
            Files.writeString(other, text);
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void expiredKeysThatNobodyRenewsFailAtOnce() throws Exception {
        try (FaultyKinesis kinesis = new FaultyKinesis(4, plan(request -> Fault.error(400, "ExpiredTokenException")))) {
            long start = System.nanoTime();
            Verdict verdict = NumberedEvents.send(kinesis, false, EVENTS);
            assertThat(verdict).isEqualTo(new Verdict(0, 0, 0, Map.of("ExpiredTokenException", EVENTS)));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void theNameOfTheEndpointIsNotKnown() throws Exception {
        URI nowhere = URI.create("http://kinesis.invalid:4567");
        DeliveryOptions options = OPTIONS.withDeadline(Duration.ofSeconds(1)).withAttemptTimeout(Duration.ofSeconds(5));
        try (FaultyKinesis unused = new FaultyKinesis(1, plan(request -> Fault.NONE));
                AwsClients clients = new AwsClients(NumberedEvents.target(nowhere, false), Map.of())) {
            Verdict verdict = NumberedEvents.send(unused, clients, options, 1_000);
            assertThat(verdict).isEqualTo(new Verdict(0, 0, 0, Map.of("UnknownHost", 1_000)));
            assertThat(unused.requests()).isZero();
        }
    }

    @Test
    void oneBadRecordFailsAlone() throws Exception {
        Fault.Plan poison = plan(request ->
                request.records().stream().anyMatch(record -> NumberedEvents.number(record.data()) % 1_000 == 77)
                        ? Fault.error(400, "InvalidArgumentException")
                        : Fault.NONE);
        try (FaultyKinesis kinesis = new FaultyKinesis(4, poison)) {
            assertThat(NumberedEvents.send(kinesis, true, EVENTS))
                    .isEqualTo(new Verdict(0, 0, 0, Map.of("InvalidArgumentException", EVENTS / 1_000)));
            assertThat(List.of(kinesis.stream().size())).containsExactly(EVENTS - EVENTS / 1_000);
        }
    }
}
