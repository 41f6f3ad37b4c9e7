package dev.tmctl.aws;

import dev.tmctl.net.ProxyRules;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.utils.AttributeMap;

/// Gives the AWS SDK the HTTP client for what it calls by itself, such as IAM Identity Center for a profile:
/// by the same rules as every other. It is found as a service.
public final class SdkHttpClients implements SdkHttpService {
    @Override
    public SdkHttpClient.Builder<?> createHttpClientBuilder() {
        return new Builder();
    }

    private static final class Builder implements SdkHttpClient.Builder<Builder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap serviceDefaults) {
            Map<String, String> environment = System.getenv();
            return new AwsHttpClient(
                    ProxyRules.of(environment),
                    CaBundle.trustManagers(environment).orElse(null));
        }
    }
}
