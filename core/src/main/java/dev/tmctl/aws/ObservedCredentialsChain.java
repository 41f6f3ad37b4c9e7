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
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The AWS default credential chain in the SDK's order, which remembers which provider answered.
///
/// The SDK's own chain cannot say that, and `describe` has to. It also goes on to the next provider when one
/// that was configured fails, so that a pod whose role cannot be assumed would write as its node, or hear
/// only that nothing was found: here a provider that somebody configured, by the environment or a profile, is
/// the last one that is tried.
///
/// @see <a
///     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">Chain</a>
final class ObservedCredentialsChain implements AwsCredentialsProvider, SdkAutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObservedCredentialsChain.class);

    private static final String PROPERTIES = "system properties";
    private static final String VARIABLES = "environment variables";
    private static final String WEB_IDENTITY = "web identity token";
    private static final String CONTAINER = "container";

    private final Map<String, String> environment;
    private final Map<String, Supplier<AwsCredentialsProvider>> candidates = new LinkedHashMap<>();
    private final Set<String> named = new HashSet<>();
    private volatile @Nullable AwsCredentialsProvider chosen;
    private @Nullable String source;

    /// @param environment the process environment
    /// @param webIdentity gives the credentials of the web identity token that the environment names, or null
    ///     when it names none
    /// @throws MissingCredentialsException when the files of profiles cannot be read
    ObservedCredentialsChain(Map<String, String> environment, @Nullable Supplier<AwsCredentialsProvider> webIdentity) {
        this.environment = environment;
        candidates.put(PROPERTIES, SystemPropertyCredentialsProvider::create);
        candidates.put(VARIABLES, EnvironmentVariableCredentialsProvider::create);
        candidates.put(
                WEB_IDENTITY, webIdentity == null ? WebIdentityTokenFileCredentialsProvider::create : webIdentity);
        if (webIdentity != null) {
            named.add(WEB_IDENTITY);
        }
        SharedConfig config = SharedConfig.of(environment);
        String profile = "profile " + config.profileName();
        candidates.put(profile, () -> new ProfileCredentials(environment));
        if (ProfileCredentials.areWanted(config)) {
            named.add(profile);
        }
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
            requireWholePair(candidate.getKey());
            try {
                AwsCredentialsProvider provider = candidate.getValue().get();
                AwsCredentials credentials = provider.resolveCredentials();
                chosen = provider;
                source = candidate.getKey();
                return credentials;
            } catch (RuntimeException e) {
                if (named.contains(candidate.getKey())) {
                    throw told(candidate.getKey(), e);
                }
                LOG.debug("no credentials from {}", candidate.getKey(), e);
            }
        }
        throw new MissingCredentialsException(
                "no AWS credentials were found (tried " + String.join(", ", candidates.keySet()) + ")",
                "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or AWS_PROFILE, or give the target "
                        + "--auth.credentials.accessKeyID and --auth.credentials.secretAccessKey");
    }

    /// Half of a pair is a mistake, and no reason to write as somebody else.
    private void requireWholePair(String candidate) {
        if (candidate.equals(PROPERTIES)) {
            requireBoth(
                    SdkSystemSetting.AWS_ACCESS_KEY_ID.property(),
                    System.getProperty(SdkSystemSetting.AWS_ACCESS_KEY_ID.property()),
                    SdkSystemSetting.AWS_SECRET_ACCESS_KEY.property(),
                    System.getProperty(SdkSystemSetting.AWS_SECRET_ACCESS_KEY.property()));
        } else if (candidate.equals(VARIABLES)) {
            requireBoth(
                    EnvironmentVariable.AWS_ACCESS_KEY_ID.name(),
                    environment.get(EnvironmentVariable.AWS_ACCESS_KEY_ID.name()),
                    EnvironmentVariable.AWS_SECRET_ACCESS_KEY.name(),
                    environment.get(EnvironmentVariable.AWS_SECRET_ACCESS_KEY.name()));
        }
    }

    private static void requireBoth(String idName, @Nullable String id, String secretName, @Nullable String secret) {
        boolean hasId = id != null && !id.isBlank();
        boolean hasSecret = secret != null && !secret.isBlank();
        if (hasId != hasSecret) {
            String there = hasId ? idName : secretName;
            throw new MissingCredentialsException(
                    there + " is set, and " + (hasId ? secretName : idName) + " is not", "set both, or unset " + there);
        }
    }

    /// The SDK throws what it likes where a file or an address is wrong.
    private static RuntimeException told(String candidate, RuntimeException thrown) {
        boolean says = thrown instanceof SdkException || thrown instanceof MissingCredentialsException;
        return says
                ? thrown
                : new MissingCredentialsException(
                        "the credentials of the " + candidate + " could not be had: " + thrown.getMessage(),
                        "check the variables that name them (tmctl help environment)");
    }

    /// The provider that answered, in words, or null before one did.
    synchronized @Nullable String source() {
        return source;
    }

    /// Whether the provider that answered may give other credentials later.
    synchronized boolean mayChange() {
        return source != null && !source.equals(VARIABLES) && !source.equals(PROPERTIES);
    }

    @Override
    public synchronized void close() {
        if (chosen instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
