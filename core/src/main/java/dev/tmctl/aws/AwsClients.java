package dev.tmctl.aws;

import dev.tmctl.environment.EnvironmentVariable;
import dev.tmctl.net.NetworkProblem;
import dev.tmctl.target.Auth;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.StreamArn;
import dev.tmctl.trace.Trace;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// A target's way into AWS: its credentials and the clients that use them. Nothing connects before a client
/// is used.
public final class AwsClients implements AutoCloseable {
    private static final Duration DESCRIBED_WITHIN = Duration.ofSeconds(5);

    /// Characters of a role session's name, of which a target's name alone may have 63.
    private static final int MAX_SESSION_NAME = 64;

    private final KinesisTarget target;
    private final Map<String, String> environment;
    private final AwsRoute route;
    private final SdkHttpClient http;
    private final RefreshableCredentials credentials;
    private final AwsCredentialsProvider used;
    private final String authenticatedBy;
    private @Nullable KinesisClient reader;
    private final List<AutoCloseable> owned = new CopyOnWriteArrayList<>();

    /// @param environment the process environment, read for endpoints, proxies, authorities and web identity
    ///     tokens
    /// @throws InvalidInputException when one of its variables cannot be used; fields are the variables' names
    /// @throws MissingCredentialsException when the target needs a web identity token and this machine has
    ///     none, or the files of AWS' profiles cannot be read
    public AwsClients(KinesisTarget target, Map<String, String> environment) {
        this(target, environment, Trace.NONE);
    }

    /// @param environment the process environment, read for endpoints, proxies, authorities and web identity
    ///     tokens
    /// @param trace records which credentials answered, and every call
    /// @throws InvalidInputException when one of its variables cannot be used; fields are the variables' names
    /// @throws MissingCredentialsException when the target needs a web identity token and this machine has
    ///     none, or the files of AWS' profiles cannot be read
    public AwsClients(KinesisTarget target, Map<String, String> environment, Trace trace) {
        this.target = target;
        this.environment = Map.copyOf(environment);
        this.route = new AwsRoute(target, this.environment);
        route.tell(trace);
        TrustManager[] trusted =
                needsTls() ? CaBundle.trustManagers(environment).orElse(null) : null;
        SdkHttpClient plain = new AwsHttpClient(route.proxies(), trusted);
        this.http = trace.tracesCalls() ? new TracedHttpClient(plain, trace) : plain;
        owned.add(http);
        authenticatedBy = method();
        try {
            credentials = new RefreshableCredentials(this::provider);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        owned.addFirst(credentials);
        used = trace.isVerbose() && !target.local()
                ? new TracedCredentials(credentials, resolved -> trace.step("credentials: " + sourceOf(resolved)))
                : credentials;
    }

    // not a switch over types, whose first use makes a class; neither below
    private String method() {
        if (target.local()) {
            return "none (local Kinesis)";
        }
        if (target.auth() instanceof Auth.Credentials keys) {
            return "access key of the target" + assumed(keys.assumeIamRole());
        }
        return target.auth() instanceof Auth.DefaultChain chain
                ? "AWS default credential chain" + assumed(chain.assumeIamRole())
                : "web identity token";
    }

    private static String assumed(@Nullable String role) {
        return role == null ? "" : ", assuming " + role;
    }

    /// A provider that has cached nothing yet.
    private AwsCredentialsProvider provider() {
        if (target.local()) {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        }
        if (target.auth() instanceof Auth.Credentials keys) {
            return keys(keys);
        }
        return target.auth() instanceof Auth.DefaultChain chain
                ? assuming(chain.assumeIamRole(), new ObservedCredentialsChain(environment, namedWebIdentity()))
                : webIdentity((Auth.WebIdentity) target.auth());
    }

    /// The target that this access is for.
    public KinesisTarget target() {
        return target;
    }

    /// A client whose every call is one attempt: the delivery room owns the retries.
    ///
    /// @param json whether it speaks JSON, which some emulators want, instead of CBOR
    public KinesisClient deliveryClient(Duration attemptTimeout, boolean json) {
        KinesisClientBuilder builder = kinesis(
                route.overrides().retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallAttemptTimeout(attemptTimeout));
        return manage(json ? WireEncoding.json(builder) : builder.build());
    }

    /// Whether the environment forbids CBOR (`AWS_CBOR_DISABLE`, as the SDKs and emulators have it).
    public boolean cborDisabled() {
        return EnvironmentVariable.AWS_CBOR_DISABLE.isOnIn(environment)
                && !"false".equalsIgnoreCase(environment.get(EnvironmentVariable.AWS_CBOR_DISABLE.name()));
    }

    /// Whether Kinesis is reached somewhere else than at AWS.
    public boolean hasEndpointOverride() {
        return route.endpoint() != null;
    }

    /// Whether other credentials can come from the same place while this process runs: a role's session, a
    /// profile's file, a container's or an instance's. Keys that are given or stand in the environment stay
    /// what they are.
    public boolean credentialsMayChange() {
        return switch (credentials.provider()) {
            case StaticCredentialsProvider fixed -> false;
            case ObservedCredentialsChain chain -> chain.mayChange();
            default -> true;
        };
    }

    /// Gets the credentials anew after AWS said that they have expired.
    ///
    /// @return whether there are others now; static keys never are
    public boolean refreshCredentials() {
        return credentials.refresh();
    }

    /// A client for reads and descriptions, with the SDK's standard retries.
    public synchronized KinesisClient readClient() {
        if (reader == null) {
            reader = manage(kinesis(route.overrides().retryStrategy(AwsRetryStrategy.standardRetryStrategy()))
                    .build());
        }
        return reader;
    }

    /// What Kinesis says of the stream.
    ///
    /// @throws software.amazon.awssdk.core.exception.SdkException when it may not be asked, or says nothing in
    ///     5 s
    public StreamDescriptionSummary describeStream() {
        StreamArn arn = target.arn();
        return readClient()
                .describeStreamSummary(r -> r.streamName(arn.streamName())
                        .streamARN(arn.toString())
                        .overrideConfiguration(c -> c.apiCallTimeout(DESCRIBED_WITHIN)))
                .streamDescriptionSummary();
    }

    /// The endpoint that replaces the region's own: the target's, else that of the environment or a profile.
    ///
    /// @throws InvalidInputException when it is no URL
    /// @throws MissingCredentialsException when the files of profiles cannot be read
    /// @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Endpoints</a>
    public static Optional<URI> endpointOverride(KinesisTarget target, Map<String, String> environment) {
        return Optional.ofNullable(new AwsRoute(target, environment).endpoint());
    }

    /// Whether anything may be reached by TLS: Kinesis, or who gives credentials.
    private boolean needsTls() {
        if (target.local()) {
            return false;
        }
        return route.isTls() || isAuthenticatedByTls(target.auth());
    }

    private boolean isAuthenticatedByTls(Auth auth) {
        if (auth instanceof Auth.Credentials keys) {
            return keys.assumeIamRole() != null;
        }
        return !(auth instanceof Auth.DefaultChain chain) || chain.assumeIamRole() != null || !hasKeysInEnvironment();
    }

    /// The default credential chain asks nobody else then.
    private boolean hasKeysInEnvironment() {
        return EnvironmentVariable.AWS_ACCESS_KEY_ID.in(environment).isPresent()
                && EnvironmentVariable.AWS_SECRET_ACCESS_KEY.in(environment).isPresent();
    }

    /// Resolves the credentials and says where they came from, without showing them.
    ///
    /// @throws MissingCredentialsException when there are none
    public String resolveCredentialSource() {
        try {
            return sourceOf(credentials.resolveCredentials());
        } catch (SdkException e) {
            throw new MissingCredentialsException(
                    "the credentials could not be had: "
                            + NetworkProblem.inWords(e).orElse(String.valueOf(e.getMessage())),
                    "check the target's auth fields");
        }
    }

    private String sourceOf(AwsCredentials resolved) {
        String source = credentials.provider() instanceof ObservedCredentialsChain chain ? chain.source() : null;
        return (source == null ? authenticatedBy : authenticatedBy + ": " + source) + ", key "
                + maskKeyId(resolved.accessKeyId());
    }

    /// Shows the first four and last two characters of an access key ID, as much as tells keys apart.
    public static String maskKeyId(String id) {
        return id.length() < 12
                ? SecretText.MASK
                : id.substring(0, 4) + SecretText.MASK + id.substring(id.length() - 2);
    }

    private KinesisClientBuilder kinesis(ClientOverrideConfiguration.Builder overrides) {
        KinesisClientBuilder builder = KinesisClient.builder()
                .httpClient(http)
                .region(Region.of(target.arn().region()))
                .credentialsProvider(used);
        route.lead(builder, overrides);
        return builder;
    }

    private AwsCredentialsProvider keys(Auth.Credentials keys) {
        SecretText token = keys.sessionToken();
        String id = keys.accessKeyId().reveal();
        String secret = keys.secretAccessKey().reveal();
        AwsCredentials basic = token == null
                ? AwsBasicCredentials.create(id, secret)
                : AwsSessionCredentials.create(id, secret, token.reveal());
        return assuming(keys.assumeIamRole(), StaticCredentialsProvider.create(basic));
    }

    private AwsCredentialsProvider assuming(@Nullable String role, AwsCredentialsProvider provider) {
        if (role == null) {
            return provider;
        }
        if (provider instanceof SdkAutoCloseable closeable) {
            owned.addFirst(closeable);
        }
        StsClient client = sts(provider, target.arn().region());
        return new RoleCredentials(
                role,
                StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(client)
                        .refreshRequest(r -> r.roleArn(role).roleSessionName(ownSessionName()))
                        .build());
    }

    private StsClient sts(AwsCredentialsProvider provider, String region) {
        StsClientBuilder sts =
                StsClient.builder().httpClient(http).region(Region.of(region)).credentialsProvider(provider);
        route.lead(sts);
        return manage(sts.build());
    }

    /// The role and the token that EKS gives to a pod, or null where it gives none.
    private @Nullable Supplier<AwsCredentialsProvider> namedWebIdentity() {
        String role = EnvironmentVariable.AWS_ROLE_ARN.in(environment).orElse("");
        String file =
                EnvironmentVariable.AWS_WEB_IDENTITY_TOKEN_FILE.in(environment).orElse("");
        return role.isBlank() || file.isBlank() ? null : () -> webIdentity(new Auth.WebIdentity(role, null, false));
    }

    /// Where a pod runs, there is an STS that it reaches; its stream may be in another region.
    private String ownRegion() {
        return Stream.of(EnvironmentVariable.AWS_REGION, EnvironmentVariable.AWS_DEFAULT_REGION)
                .flatMap(variable -> variable.in(environment).stream())
                .filter(region -> !region.isBlank())
                .findFirst()
                .orElse(target.arn().region());
    }

    private AwsCredentialsProvider webIdentity(Auth.WebIdentity role) {
        String tokenFile =
                EnvironmentVariable.AWS_WEB_IDENTITY_TOKEN_FILE.in(environment).orElse(null);
        if (role.roleArn() == null) {
            return new ObservedCredentialsChain(environment, null);
        }
        if (tokenFile == null || tokenFile.isBlank()) {
            throw new MissingCredentialsException(
                    (role.deprecatedField() ? "auth.iamRole" : "auth.iam.roleArn")
                            + " is given to a pod by EKS, and this machine has no web identity token",
                    "run the target on EKS, set AWS_WEB_IDENTITY_TOKEN_FILE, or use --auth.credentials.* "
                            + "(with --auth.credentials.assumeIamRole for a role)");
        }
        String session =
                EnvironmentVariable.AWS_ROLE_SESSION_NAME.in(environment).orElse(null);
        return new RoleCredentials(
                role.roleArn(),
                StsWebIdentityTokenFileCredentialsProvider.builder()
                        .stsClient(sts(AnonymousCredentialsProvider.create(), ownRegion()))
                        .roleArn(role.roleArn())
                        .roleSessionName(session == null || session.isBlank() ? ownSessionName() : session)
                        .webIdentityTokenFile(Path.of(tokenFile))
                        .build(),
                Path.of(tokenFile));
    }

    private String ownSessionName() {
        String name = "tmctl-" + target.name();
        return name.length() <= MAX_SESSION_NAME ? name : name.substring(0, MAX_SESSION_NAME);
    }

    private <T extends AutoCloseable> T manage(T resource) {
        owned.addFirst(resource);
        return resource;
    }

    @Override
    public void close() {
        for (AutoCloseable resource : owned) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException("closing an AWS client failed", e);
            }
        }
    }
}
