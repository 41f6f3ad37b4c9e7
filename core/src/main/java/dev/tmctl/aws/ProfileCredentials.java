package dev.tmctl.aws;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The credentials of the profile that counts. The files are read again when they change.
final class ProfileCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
    private final Map<String, String> environment;
    private @Nullable ProfileCredentialsProvider provider;

    /// @param environment says which files and which profile
    ProfileCredentials(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Whether somebody wants the profile's credentials: it is named, or the default one has some.
    static boolean areWanted(SharedConfig config) {
        return config.profile(config.profileName())
                .map(profile -> ProfileKind.of(profile) != ProfileKind.NONE)
                .orElseGet(config::namesProfile);
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider().resolveCredentials();
        } catch (MissingCredentialsException e) {
            throw e;
        } catch (RuntimeException e) {
            SharedConfig config = SharedConfig.of(environment);
            Profile last = new ProfileRules(config).check();
            throw ProfileFailures.of(e, config.profile(config.profileName()).orElse(last), last);
        }
    }

    private synchronized ProfileCredentialsProvider provider() {
        if (provider == null) {
            SharedConfig config = SharedConfig.of(environment);
            new ProfileRules(config).check();
            Supplier<ProfileFile> files = config.watched();
            provider = ProfileCredentialsProvider.builder()
                    .profileFile(files)
                    .profileName(config.profileName())
                    .build();
        }
        return provider;
    }

    @Override
    public synchronized void close() {
        if (provider != null) {
            provider.close();
        }
    }
}
