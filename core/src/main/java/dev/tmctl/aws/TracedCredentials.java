package dev.tmctl.aws;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/// Tells which credentials are used: the first ones, and others that come in their place.
final class TracedCredentials implements AwsCredentialsProvider {
    private final AwsCredentialsProvider provider;
    private final Consumer<AwsCredentials> told;
    private @Nullable AwsCredentials last;

    TracedCredentials(AwsCredentialsProvider provider, Consumer<AwsCredentials> told) {
        this.provider = provider;
        this.told = told;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        AwsCredentials resolved = provider.resolveCredentials();
        synchronized (this) {
            if (!resolved.equals(last)) {
                last = resolved;
                told.accept(resolved);
            }
        }
        return resolved;
    }
}
