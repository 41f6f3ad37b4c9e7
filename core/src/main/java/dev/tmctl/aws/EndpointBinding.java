package dev.tmctl.aws;

import dev.tmctl.net.HttpAddress;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.kinesis.endpoints.KinesisEndpointProvider;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;

/// Binds clients of the AWS SDK to the place that was decided on. A client that is told none looks for one
/// itself, in the environment and the profile, and would use what [ConfiguredEndpoint] ignores.
final class EndpointBinding {
    /// Stands where the SDK wants a host that [URI#getHost] knows; nothing is sent there.
    private static final String STAND_IN = "endpoint.invalid";

    private static final URI NOWHERE = URI.create("https://" + STAND_IN);

    private EndpointBinding() {}

    /// @param endpoint the place, or null for the region's own
    /// @param overrides of the same client
    static void bind(
            KinesisClientBuilder client, @Nullable URI endpoint, ClientOverrideConfiguration.Builder overrides) {
        client.endpointOverride(known(endpoint, overrides));
        if (endpoint == null) {
            KinesisEndpointProvider own = KinesisEndpointProvider.defaultProvider();
            client.endpointProvider(parameters ->
                    own.resolveEndpoint(parameters.toBuilder().endpoint(null).build()));
        }
    }

    /// @param endpoint the place, or null for the region's own
    /// @param overrides of the same client
    static void bind(StsClientBuilder client, @Nullable URI endpoint, ClientOverrideConfiguration.Builder overrides) {
        client.endpointOverride(known(endpoint, overrides));
        if (endpoint == null) {
            StsEndpointProvider own = StsEndpointProvider.defaultProvider();
            client.endpointProvider(parameters ->
                    own.resolveEndpoint(parameters.toBuilder().endpoint(null).build()));
        }
    }

    private static URI known(@Nullable URI endpoint, ClientOverrideConfiguration.Builder overrides) {
        if (endpoint == null) {
            return NOWHERE;
        }
        if (endpoint.getHost() != null) {
            return endpoint;
        }
        HttpAddress address = HttpAddress.of(endpoint).orElseThrow();
        overrides.addExecutionInterceptor(new RealHost(address.host()));
        try {
            return new URI(endpoint.getScheme(), null, STAND_IN, address.port(), endpoint.getPath(), null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a valid URL with another host is valid", e);
        }
    }

    /// Puts the host that is meant where the stand-in is, before the request is signed.
    private record RealHost(String host) implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            SdkHttpRequest request = context.httpRequest();
            return request.host().equals(STAND_IN)
                    ? request.toBuilder().host(host).build()
                    : request;
        }
    }
}
