package dev.tmctl.delivery;

import dev.tmctl.aws.MissingCredentialsException;
import dev.tmctl.net.NetworkProblem;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/// Turns what the SDK throws, and what PutRecords says of a single record, into a failure that callers can
/// act on.
///
/// @see <a
/// href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html#API_PutRecords_Errors">Errors</a>
public final class AwsFailures {
    private static final Set<String> THROTTLING = Set.of(
            "ProvisionedThroughputExceededException",
            "ThrottlingException",
            "Throttling",
            "ThrottledException",
            "RequestThrottled",
            "RequestThrottledException",
            "TooManyRequestsException",
            "RequestLimitExceeded",
            "BandwidthLimitExceeded",
            "LimitExceededException",
            "SlowDown",
            "PriorRequestNotComplete",
            "EC2ThrottledException",
            "TransactionInProgressException",
            // neither in the SDK's nor in botocore's list of throttling codes, but it is one
            "KMSThrottlingException");

    /// What may pass the next time, although its status says that the client is at fault.
    private static final Set<String> TRANSIENT = Set.of("RequestTimeout", "RequestTimeoutException");

    private static final Set<String> CREDENTIALS = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "RequestTimeTooSkewed",
            "AuthFailure",
            "OptInRequired");

    /// A clock that is off is put right by the SDK from the answer's Date header, so that the next attempt
    /// passes.
    private static final Set<String> CLOCK_OR_TOKEN = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "RequestTimeTooSkewed",
            "InvalidSignatureException",
            "SignatureDoesNotMatch");

    /// What emulators answer to a body that they cannot read.
    private static final Set<Integer> ENCODING_STATUSES = Set.of(400, 415, 500);

    /// What is in the chain when a certificate is not trusted, has expired or is another host's. A handshake
    /// that fails for another reason, such as a connection that is lost, may pass the next time.
    private static final List<Class<? extends Exception>> UNTRUSTED = List.of(
            CertificateException.class,
            CertPathBuilderException.class,
            CertPathValidatorException.class,
            SSLPeerUnverifiedException.class);

    /// Each failure is that of one attempt; the engine counts them.
    private static final int ONE = 1;

    private AwsFailures() {}

    /// The failure behind an exception of a call.
    public static Outcome.Failed of(RuntimeException thrown) {
        return switch (thrown) {
            case MissingCredentialsException e ->
                new Outcome.Failed(
                        FailureKind.CREDENTIALS, "MissingCredentials", e.getMessage() + "; " + e.nextStep(), null, ONE);
            case AwsServiceException e -> service(e);
            case ApiCallAttemptTimeoutException e ->
                new Outcome.Failed(FailureKind.UNREACHABLE, "Timeout", "no answer in time", null, ONE);
            case ApiCallTimeoutException e ->
                new Outcome.Failed(FailureKind.UNREACHABLE, "Timeout", "no answer in time", null, ONE);
            case SdkClientException e -> client(e);
            default ->
                new Outcome.Failed(FailureKind.LOCAL, thrown.getClass().getSimpleName(), line(thrown), null, ONE);
        };
    }

    /// The failure of one record in an otherwise successful PutRecords answer.
    static Outcome.Failed ofRecord(String code, @Nullable String message, @Nullable String requestId) {
        FailureKind kind = THROTTLING.contains(code) ? FailureKind.THROTTLED : FailureKind.SERVICE;
        return new Outcome.Failed(kind, code, message == null ? code : message, requestId, ONE);
    }

    /// Whether the failure is worth one more attempt although its kind is not: a skewed clock or an expired
    /// token.
    static boolean worthOneMore(Outcome.Failed failure) {
        return CLOCK_OR_TOKEN.contains(failure.code());
    }

    /// Whether the credentials are past their time, so that newer ones may pass.
    static boolean isExpiry(Outcome.Failed failure) {
        return failure.code().equals("ExpiredToken") || failure.code().equals("ExpiredTokenException");
    }

    /// Whether AWS refuses what is in the request, so that a part of it may pass.
    static boolean rejectsContent(Outcome.Failed failure) {
        return failure.kind() == FailureKind.TOO_LARGE
                || failure.code().equals("InvalidArgumentException")
                || failure.code().equals("ValidationException")
                || failure.code().equals("SerializationException");
    }

    /// Whether the caller may not make this call; another one may be allowed.
    static boolean isAccessDenied(SdkException e) {
        return e instanceof AwsServiceException service
                && ("AccessDeniedException".equals(code(service)) || "AccessDenied".equals(code(service)));
    }

    /// Whether an endpoint that knows no CBOR could have said this: it fails without a code of Kinesis, or
    /// cannot read the request.
    static boolean mayBeTheEncoding(SdkException e) {
        if (!(e instanceof AwsServiceException service) || !ENCODING_STATUSES.contains(service.statusCode())) {
            return false;
        }
        String code = code(service);
        boolean speaksCbor = service.awsErrorDetails() != null
                && service.awsErrorDetails().sdkHttpResponse() != null
                && service.awsErrorDetails()
                        .sdkHttpResponse()
                        .firstMatchingHeader("Content-Type")
                        .map(type -> type.contains("cbor"))
                        .orElse(false);
        if (speaksCbor) {
            return false;
        }
        return code == null
                || code.equals("SerializationException")
                || code.equals("UnknownOperationException")
                || code.equals("InternalFailure");
    }

    /// Whether something answered that is not Kinesis; what stands before Kinesis answers with 5xx, 408 and
    /// 429, too.
    static boolean isOfSomethingElse(SdkException e) {
        return e instanceof AwsServiceException service
                && code(service) == null
                && service.statusCode() < 500
                && service.statusCode() != 408
                && service.statusCode() != 429;
    }

    private static @Nullable String code(AwsServiceException e) {
        return e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    }

    private static Outcome.Failed service(AwsServiceException e) {
        String code = Objects.requireNonNullElse(code(e), "HTTP" + e.statusCode());
        String message = e.awsErrorDetails() == null || e.awsErrorDetails().errorMessage() == null
                ? "the endpoint answered HTTP " + e.statusCode()
                        + (code.startsWith("HTTP") ? " without an AWS error" : " without a message")
                : e.awsErrorDetails().errorMessage();
        return new Outcome.Failed(kind(code, message, e.statusCode()), code, oneLine(message), e.requestId(), ONE);
    }

    private static FailureKind kind(String code, String message, int status) {
        if (THROTTLING.contains(code) || status == 429) {
            return FailureKind.THROTTLED;
        }
        if (CREDENTIALS.contains(code)) {
            return FailureKind.CREDENTIALS;
        }
        if (status >= 500 || TRANSIENT.contains(code)) {
            return FailureKind.SERVICE;
        }
        if (status == 413 || SizeRefusal.isIn(code, message)) {
            return FailureKind.TOO_LARGE;
        }
        // An answer in 2xx or 3xx that is an error, and 4xx without a code, come from something that is not
        // Kinesis.
        return code.startsWith("HTTP") ? FailureKind.UNREACHABLE : FailureKind.REFUSED;
    }

    private static Outcome.Failed client(SdkClientException e) {
        if (UNTRUSTED.stream().anyMatch(type -> causeOf(e, type) != null)) {
            return new Outcome.Failed(
                    FailureKind.UNTRUSTED,
                    "CertificateNotTrusted",
                    "the endpoint's certificate is not trusted: " + oneLine(innermostMessage(e)),
                    null,
                    ONE);
        }
        if (LocalLimits.isTooManyOpenFiles(e)) {
            return LocalLimits.tooManyOpenFiles();
        }
        String message = line(e);
        if (message.startsWith("Unable to unmarshall response")
                || causeOf(e, MessageConstraintException.class) != null) {
            return new Outcome.Failed(
                    FailureKind.UNREACHABLE,
                    "InvalidAnswer",
                    "the endpoint answered, but not as Kinesis does",
                    null,
                    ONE);
        }
        Optional<String> network = NetworkProblem.inWords(e);
        if (network.isPresent()) {
            String code = causeOf(e, UnknownHostException.class) == null ? "EndpointUnreachable" : "UnknownHost";
            return new Outcome.Failed(FailureKind.UNREACHABLE, code, network.get(), null, ONE);
        }
        boolean credentials = message.contains("credentials") || message.contains("Token");
        return credentials
                ? new Outcome.Failed(FailureKind.CREDENTIALS, "MissingCredentials", message, null, ONE)
                : new Outcome.Failed(FailureKind.UNREACHABLE, "EndpointUnreachable", message, null, ONE);
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static String innermostMessage(Throwable thrown) {
        String message = thrown.getClass().getSimpleName();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            message = cause.getMessage() == null ? message : cause.getMessage();
        }
        return message;
    }

    private static String line(RuntimeException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof SdkException) {
            // the SDK adds its own count of attempts, which is always one here
            message = message.replaceAll("\\s*\\(SDK (Attempt|Diagnostics).*", "");
        }
        Throwable cause = e.getCause();
        if (cause != null && cause.getMessage() != null && !message.contains(cause.getMessage())) {
            message = message + ": " + cause.getMessage();
        }
        return oneLine(message);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ").strip();
    }
}
