package dev.tmctl.aws;

import dev.tmctl.environment.EnvironmentVariable;
import dev.tmctl.files.BoundedFile;
import dev.tmctl.files.FileProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.utils.UserHomeDirectoryUtils;

/// The files that AWS' tools share, `~/.aws/config` and `~/.aws/credentials` or those that the environment
/// names, and which of their profiles counts.
///
/// @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">The files' format</a>
final class SharedConfig {
    private static final Pattern LINE = Pattern.compile("on line ([0-9]+)");
    private static final String DEFAULT = "default";

    /// Far more than any organization's profiles take.
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final Path configuration;
    private final Path credentials;
    private final @Nullable String named;
    private final @Nullable ProfileFile files;

    private SharedConfig(Path configuration, Path credentials, @Nullable String named, @Nullable ProfileFile files) {
        this.configuration = configuration;
        this.credentials = credentials;
        this.named = named;
        this.files = files;
    }

    /// Reads the files.
    ///
    /// @throws MissingCredentialsException when one is there and cannot be read
    static SharedConfig of(Map<String, String> environment) {
        Path configuration = path(
                EnvironmentVariable.AWS_CONFIG_FILE,
                "aws.configFile",
                environment,
                ProfileFileLocation.configurationFilePath());
        Path credentials = path(
                EnvironmentVariable.AWS_SHARED_CREDENTIALS_FILE,
                "aws.sharedCredentialsFile",
                environment,
                ProfileFileLocation.credentialsFilePath());
        String property = System.getProperty("aws.profile");
        String named = property != null
                ? property
                : EnvironmentVariable.AWS_PROFILE
                        .in(environment)
                        .filter(name -> !name.isBlank())
                        .map(String::strip)
                        .orElse(null);
        return new SharedConfig(configuration, credentials, named, read(configuration, credentials));
    }

    /// As the SDK finds it: a system property wins over the environment, which wins over the home.
    private static Path path(
            EnvironmentVariable variable, String property, Map<String, String> environment, Path ofSdk) {
        String named = variable.in(environment).filter(name -> !name.isBlank()).orElse(null);
        if (named == null || System.getProperty(property) != null) {
            return ofSdk;
        }
        try {
            return named.startsWith("~/")
                    ? Path.of(UserHomeDirectoryUtils.userHomeDirectory(), named.substring(2))
                    : Path.of(named);
        } catch (InvalidPathException e) {
            throw new MissingCredentialsException(
                    variable.name() + " is not the name of a file", "set it to a file, or unset it");
        }
    }

    private static @Nullable ProfileFile read(Path configuration, Path credentials) {
        ProfileFile ofConfiguration = read(configuration, ProfileFile.Type.CONFIGURATION);
        ProfileFile ofCredentials = read(credentials, ProfileFile.Type.CREDENTIALS);
        if (ofConfiguration == null || ofCredentials == null) {
            return ofConfiguration == null ? ofCredentials : ofConfiguration;
        }
        return ProfileFile.aggregator()
                .addFile(ofCredentials)
                .addFile(ofConfiguration)
                .build();
    }

    private static @Nullable ProfileFile read(Path file, ProfileFile.Type type) {
        if (!isThere(file)) {
            return null;
        }
        if (!Files.isReadable(file)) {
            throw new MissingCredentialsException(
                    file + " cannot be read: permission denied", "make it readable for the user who runs tmctl");
        }
        try {
            InputStream content = new ByteArrayInputStream(BoundedFile.bytes(file, MAX_BYTES));
            return ProfileFile.builder().content(content).type(type).build();
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            Matcher line = LINE.matcher(why);
            throw new MissingCredentialsException(
                    file + " is not a file of AWS profiles: " + why.strip(),
                    "mend " + (line.find() ? "line " + line.group(1) + " of " + file : file));
        } catch (IOException e) {
            throw new MissingCredentialsException(
                    "the AWS profiles cannot be read: " + FileProblem.inWords(e), "check the file");
        }
    }

    /// The profile that counts: the one that the environment names, else `default`.
    String profileName() {
        return named == null ? DEFAULT : named;
    }

    /// Whether somebody chose the profile, so that it has to exist.
    boolean namesProfile() {
        return named != null;
    }

    /// What the files hold, or null where there are none.
    @Nullable
    ProfileFile files() {
        return files;
    }

    /// The same, read again after they changed.
    Supplier<ProfileFile> watched() {
        ProfileFileSupplier ofConfiguration =
                ProfileFileSupplier.reloadWhenModified(configuration, ProfileFile.Type.CONFIGURATION);
        ProfileFileSupplier ofCredentials =
                ProfileFileSupplier.reloadWhenModified(credentials, ProfileFile.Type.CREDENTIALS);
        if (!isThere(configuration) || !isThere(credentials)) {
            return isThere(configuration) ? ofConfiguration : ofCredentials;
        }
        return ProfileFileSupplier.aggregate(ofCredentials, ofConfiguration);
    }

    private static boolean isThere(Path file) {
        return Files.exists(file) && !Files.isDirectory(file);
    }

    /// A profile of either file.
    Optional<Profile> profile(String name) {
        return files == null ? Optional.empty() : files.profile(name);
    }

    /// A section that is no profile, such as `[sso-session NAME]`.
    Optional<Profile> section(String kind, String name) {
        return files == null ? Optional.empty() : files.getSection(kind, name);
    }

    /// A setting of the profile that counts.
    Optional<String> setting(String property) {
        return profile(profileName()).flatMap(profile -> profile.property(property));
    }

    /// The names of all profiles, in order.
    List<String> profileNames() {
        return files == null
                ? List.of()
                : List.copyOf(new TreeSet<>(files.profiles().keySet()));
    }

    /// Where something was looked for that is not there, for messages.
    String nowhere() {
        return "neither in " + configuration + " nor in " + credentials;
    }

    /// Both files, for messages.
    String places() {
        return configuration + " and " + credentials;
    }
}
