package dev.tmctl.aws;

import dev.tmctl.environment.EnvironmentVariable;
import java.util.LinkedHashMap;
import java.util.Map;
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
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The AWS default credential chain in the SDK's order, which remembers which provider answered.
///
/// The SDK's own chain cannot say that, and `describe` has to.
///
/// @see <a
///     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">Chain</a>
final class ObservedCredentialsChain implements AwsCredentialsProvider, SdkAutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObservedCredentialsChain.class);

    private final Map<String, Supplier<AwsCredentialsProvider>> candidates = new LinkedHashMap<>();
    private @Nullable AwsCredentialsProvider chosen;
    private @Nullable String source;

    ObservedCredentialsChain() {
        candidates.put("system properties", SystemPropertyCredentialsProvider::create);
        candidates.put("environment variables", EnvironmentVariableCredentialsProvider::create);
        candidates.put("web identity token", WebIdentityTokenFileCredentialsProvider::create);
        candidates.put("profile " + profileName(), ProfileCredentialsProvider::create);
        candidates.put("container", () -> ContainerCredentialsProvider.builder().build());
        candidates.put("EC2 instance", InstanceProfileCredentialsProvider::create);
    }

    private static String profileName() {
        return EnvironmentVariable.AWS_PROFILE.in(System.getenv()).orElse("default");
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        if (chosen != null) {
            return chosen.resolveCredentials();
        }
        for (Map.Entry<String, Supplier<AwsCredentialsProvider>> candidate : candidates.entrySet()) {
            try {
                AwsCredentialsProvider provider = candidate.getValue().get();
                AwsCredentials credentials = provider.resolveCredentials();
                chosen = provider;
                source = candidate.getKey();
                return credentials;
            } catch (SdkException | IllegalStateException e) {
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
