package dev.tmctl.aws;

import dev.tmctl.environment.EnvironmentVariable;
import dev.tmctl.net.HttpAddress;
import dev.tmctl.net.InvalidProxyException;
import dev.tmctl.net.ProxyRules;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.trace.Trace;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/// The way to AWS' services: which endpoints, through which proxies. It is decided once, told, and then used.
final class AwsRoute {
    private final KinesisTarget target;
    private final Map<String, String> environment;
    private final @Nullable SharedConfig config;
    private final @Nullable ConfiguredEndpoint configured;
    private final @Nullable URI endpoint;
    private final ProxyRules proxies;

    /// @throws InvalidInputException when a variable or a setting cannot be used; the field is its name
    /// @throws MissingCredentialsException when the files of AWS' profiles cannot be read
    AwsRoute(KinesisTarget target, Map<String, String> environment) {
        this.target = target;
        this.environment = environment;
        config = target.local() ? null : SharedConfig.of(environment);
        configured = config == null || target.endpoint() != null
                ? null
                : ConfiguredEndpoint.of(EnvironmentVariable.AWS_ENDPOINT_URL_KINESIS, environment, config)
                        .orElse(null);
        endpoint = configured == null ? target.endpoint() : configured.uri();
        proxies = ProxyRules.of(environment);
    }

    /// Where Kinesis is reached instead of at the region's own endpoint, or null.
    @Nullable
    URI endpoint() {
        return endpoint;
    }

    ProxyRules proxies() {
        return proxies;
    }

    /// Whether Kinesis is reached by TLS.
    boolean isTls() {
        return !target.local() && (endpoint == null || "https".equalsIgnoreCase(endpoint.getScheme()));
    }

    /// Tells what was decided, as far as the target itself does not say it.
    ///
    /// @throws InvalidInputException when the proxy cannot be used; the field is the variable's name
    void tell(Trace trace) {
        if (configured != null) {
            trace.step("endpoint: " + configured.uri() + ", by " + configured.source());
        }
        if (proxies.isEmpty()) {
            return;
        }
        // the region's own name is only known to the SDK, and ends like this one
        String place =
                endpoint == null ? "https://kinesis." + target.arn().region() + ".amazonaws.com" : endpoint.toString();
        try {
            proxies.proxyFor(HttpAddress.of(place).orElseThrow()).ifPresent(proxy -> trace.step("proxy: " + proxy));
        } catch (InvalidProxyException e) {
            throw new InvalidInputException(e.variable(), String.valueOf(e.getMessage()));
        }
    }

    /// Settings of a client. One that is not told the files of profiles reads them by itself.
    ClientOverrideConfiguration.Builder overrides() {
        ClientOverrideConfiguration.Builder overrides = ClientOverrideConfiguration.builder();
        if (config != null && config.files() != null) {
            overrides.defaultProfileFile(config.files()).defaultProfileName(config.profileName());
        }
        return overrides;
    }

    /// Leads a client to Kinesis.
    void lead(KinesisClientBuilder client, ClientOverrideConfiguration.Builder overrides) {
        EndpointBinding.bind(client, endpoint, overrides);
        client.overrideConfiguration(overrides.build());
    }

    /// Leads a client to AWS STS.
    ///
    /// @throws InvalidInputException when its endpoint is no URL
    void lead(StsClientBuilder client) {
        ClientOverrideConfiguration.Builder overrides = overrides();
        URI place = config == null
                ? null
                : ConfiguredEndpoint.of(EnvironmentVariable.AWS_ENDPOINT_URL_STS, environment, config)
                        .map(ConfiguredEndpoint::uri)
                        .orElse(null);
        EndpointBinding.bind(client, place, overrides);
        client.overrideConfiguration(overrides.build());
    }
}
