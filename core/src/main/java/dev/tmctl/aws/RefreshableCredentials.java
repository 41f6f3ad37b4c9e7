package dev.tmctl.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// Credentials that can be had anew when AWS says that they have expired, although their provider still keeps them.
final class RefreshableCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
    private final Supplier<AwsCredentialsProvider> source;
    private volatile AwsCredentialsProvider provider;

    /// @param source makes a provider that has cached nothing yet
    RefreshableCredentials(Supplier<AwsCredentialsProvider> source) {
        this.source = source;
        this.provider = source.get();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return provider.resolveCredentials();
    }

    /// The provider that answers now.
    AwsCredentialsProvider provider() {
        return provider;
    }

    /// Asks a new provider.
    ///
    /// @return whether it gave other credentials than before
    synchronized boolean refresh() {
        AwsCredentials before = provider.resolveCredentials();
        AwsCredentialsProvider fresh = source.get();
        boolean changed = !fresh.resolveCredentials().equals(before);
        AwsCredentialsProvider unused = changed ? provider : fresh;
        if (changed) {
            // first: requests ask it meanwhile
            provider = fresh;
        }
        if (unused instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
        return changed;
    }

    @Override
    public void close() {
        if (provider instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
