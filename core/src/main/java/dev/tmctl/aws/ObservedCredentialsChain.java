package dev.tmctl.aws;

import dev.tmctl.environment.EnvironmentVariable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The AWS default credential chain in the SDK's order, which remembers which provider answered.
///
/// The SDK's own chain cannot say that, and `describe` has to. It also goes on to the next provider when one that was
/// configured fails, so that a pod whose role cannot be assumed would write as its node, or hear only that nothing was
/// found: here a provider that the environment names is the last one that is tried.
///
/// @see <a
///     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">Chain</a>
final class ObservedCredentialsChain implements AwsCredentialsProvider, SdkAutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObservedCredentialsChain.class);

    private static final String WEB_IDENTITY = "web identity token";
    private static final String CONTAINER = "container";

    private final Map<String, Supplier<AwsCredentialsProvider>> candidates = new LinkedHashMap<>();
    private final Set<String> named = new HashSet<>();
    private volatile @Nullable AwsCredentialsProvider chosen;
    private @Nullable String source;

    ObservedCredentialsChain() {
        this(null);
    }

    /// @param webIdentity gives the credentials of the web identity token that the environment names, or null when it
    ///     names none
    ObservedCredentialsChain(@Nullable Supplier<AwsCredentialsProvider> webIdentity) {
        candidates.put("system properties", SystemPropertyCredentialsProvider::create);
        candidates.put("environment variables", EnvironmentVariableCredentialsProvider::create);
        candidates.put(
                WEB_IDENTITY, webIdentity == null ? WebIdentityTokenFileCredentialsProvider::create : webIdentity);
        if (webIdentity != null) {
            named.add(WEB_IDENTITY);
        }
        candidates.put("profile " + profileName(), ProfileCredentialsProvider::create);
        candidates.put(CONTAINER, () -> ContainerCredentialsProvider.builder().build());
        if (isSet(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI)
                || isSet(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)) {
            named.add(CONTAINER);
        }
        candidates.put("EC2 instance", InstanceProfileCredentialsProvider::create);
    }

    private static boolean isSet(SdkSystemSetting setting) {
        return setting.getStringValue().filter(value -> !value.isBlank()).isPresent();
    }

    private static String profileName() {
        return EnvironmentVariable.AWS_PROFILE.in(System.getenv()).orElse("default");
    }

    @Override
    public AwsCredentials resolveCredentials() {
        // not under the lock: while one caller waits for new credentials, others may go on with those that still count
        AwsCredentialsProvider known = chosen;
        return known == null ? search() : known.resolveCredentials();
    }

    private synchronized AwsCredentials search() {
        AwsCredentialsProvider known = chosen;
        if (known != null) {
            return known.resolveCredentials();
        }
        for (Map.Entry<String, Supplier<AwsCredentialsProvider>> candidate : candidates.entrySet()) {
            try {
                AwsCredentialsProvider provider = candidate.getValue().get();
                AwsCredentials credentials = provider.resolveCredentials();
                chosen = provider;
                source = candidate.getKey();
                return credentials;
            } catch (SdkException | IllegalStateException e) {
                if (named.contains(candidate.getKey())) {
                    throw e;
                }
                LOG.debug("no credentials from {}", candidate.getKey(), e);
            }
        }
        throw new MissingCredentialsException(
                "no AWS credentials were found (tried " + String.join(", ", candidates.keySet()) + ")",
                "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or AWS_PROFILE, or give the target "
                        + "--auth.credentials.accessKeyID and --auth.credentials.secretAccessKey");
    }

    /// The provider that answered, in words, or null before one did.
    synchronized @Nullable String source() {
        return source;
    }

    /// Whether the provider that answered may give other credentials later.
    synchronized boolean mayChange() {
        return source != null && !source.equals("environment variables") && !source.equals("system properties");
    }

    @Override
    public synchronized void close() {
        if (chosen instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
