package dev.tmctl.aws;

import dev.tmctl.environment.EnvironmentVariable;
import dev.tmctl.net.HttpAddress;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Quoted;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.profiles.Profile;

/// Where the environment or a profile says that one of AWS' services is, instead of where it is. The SDK is
/// not left to look for it itself: it knows no [EnvironmentVariable#AWS_IGNORE_CONFIGURED_ENDPOINT_URLS], and
/// does not say what it found.
///
/// @param uri the place
/// @param source who says so, in words
/// @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Endpoints</a>
public record ConfiguredEndpoint(URI uri, String source) {
    /// Every variable that names one.
    private static final List<EnvironmentVariable> VARIABLES = List.of(
            EnvironmentVariable.AWS_ENDPOINT_URL,
            EnvironmentVariable.AWS_ENDPOINT_URL_KINESIS,
            EnvironmentVariable.AWS_ENDPOINT_URL_STS);

    private static final String PROPERTY = "endpoint_url";

    /// The endpoint of a service: that of its own variable, of all services' variable, of the profile's
    /// `services` section, or of the profile, in this order.
    ///
    /// @throws InvalidInputException when the one that counts is no URL
    static Optional<ConfiguredEndpoint> of(
            EnvironmentVariable ofService, Map<String, String> environment, SharedConfig config) {
        if (areIgnored(environment, config)) {
            return Optional.empty();
        }
        return Stream.of(ofService, EnvironmentVariable.AWS_ENDPOINT_URL)
                .flatMap(variable ->
                        in(variable, environment).map(uri -> new ConfiguredEndpoint(uri, variable.name())).stream())
                .findFirst()
                .or(() -> inProfile(service(ofService), config));
    }

    /// As services are called in files: `kinesis`.
    private static String service(EnvironmentVariable variable) {
        return variable.name()
                .substring(EnvironmentVariable.AWS_ENDPOINT_URL.name().length() + 1)
                .toLowerCase(Locale.ROOT);
    }

    /// The variable wins over the profile's setting, whichever of the two says yes.
    private static boolean areIgnored(Map<String, String> environment, SharedConfig config) {
        return isTrue(EnvironmentVariable.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS
                .in(environment)
                .or(() -> config.setting("ignore_configured_endpoint_urls")));
    }

    private static boolean isTrue(Optional<String> flag) {
        return flag.map(String::strip).filter(Boolean::parseBoolean).isPresent();
    }

    private static Optional<ConfiguredEndpoint> inProfile(String service, SharedConfig config) {
        String nested = service + "." + PROPERTY;
        String profile = "profile " + config.profileName();
        Optional<String> section = config.setting("services").map(String::strip);
        Optional<ConfiguredEndpoint> ofSection = section.flatMap(
                        name -> services(name, config).property(nested))
                .flatMap(url -> inFile(url, "services " + section.get() + " of " + profile));
        return ofSection
                // the standard has it in a section of its own alone; the SDK for Java takes it here too
                .or(() -> config.setting(nested).flatMap(url -> inFile(url, profile)))
                .or(() -> config.setting(PROPERTY).flatMap(url -> inFile(url, profile)));
    }

    private static Profile services(String name, SharedConfig config) {
        return config.section("services", name)
                .orElseThrow(() -> new InvalidInputException(
                        "services",
                        "profile " + config.profileName() + " names the section [services " + name
                                + "], which does not exist; see " + config.places()));
    }

    private static Optional<ConfiguredEndpoint> inFile(String url, String source) {
        return url.isBlank()
                ? Optional.empty()
                : Optional.of(new ConfiguredEndpoint(parse(PROPERTY + " of " + source, url.strip()), source));
    }

    /// What is wrong with the variables, each of them, as far as they count.
    ///
    /// @return one exception for each that is no URL
    public static List<InvalidInputException> mistakes(Map<String, String> environment) {
        List<InvalidInputException> mistakes = new ArrayList<>();
        boolean ignored = isTrue(EnvironmentVariable.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS.in(environment));
        for (EnvironmentVariable variable : ignored ? List.<EnvironmentVariable>of() : VARIABLES) {
            try {
                in(variable, environment);
            } catch (InvalidInputException e) {
                mistakes.add(e);
            }
        }
        return mistakes;
    }

    /// What one of the variables says; nothing where it is not set, or to nothing.
    ///
    /// @throws InvalidInputException when it is no URL; the field is the variable's name
    private static Optional<URI> in(EnvironmentVariable variable, Map<String, String> environment) {
        return variable.in(environment).filter(url -> !url.isBlank()).map(url -> parse(variable.name(), url));
    }

    private static URI parse(String name, String url) {
        return HttpAddress.of(url)
                .filter(address -> address.user() == null
                        && address.hasValidPort()
                        && address.uri().getRawQuery() == null
                        && address.uri().getRawFragment() == null)
                .map(HttpAddress::uri)
                // what stands before the @ may be a password
                .orElseThrow(() -> new InvalidInputException(
                        name,
                        (url.contains("@") ? "holds a user name or is not a URL" : Quoted.of(url) + " is not a URL")
                                + "; expected http(s)://HOST[:PORT]"));
    }
}
