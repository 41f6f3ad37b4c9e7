package dev.tmctl.aws;

import dev.tmctl.environment.EnvironmentVariable;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Quoted;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the environment says that AWS' services are, instead of where they are.
///
/// @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Endpoints</a>
public final class ConfiguredEndpoint {
    /// Every variable that names one.
    public static final List<EnvironmentVariable> VARIABLES = List.of(
            EnvironmentVariable.AWS_ENDPOINT_URL,
            EnvironmentVariable.AWS_ENDPOINT_URL_KINESIS,
            EnvironmentVariable.AWS_ENDPOINT_URL_STS);

    private static final String FORM = "https?://[^/\\s?#@]+(/[^\\s?#]*)?";
    private static final int MAX_PORT = 65_535;

    private ConfiguredEndpoint() {}

    /// The endpoint of a service: that of its own variable, else that of all services.
    ///
    /// @throws InvalidInputException when the variable that counts is no URL
    static Optional<URI> of(EnvironmentVariable ofService, Map<String, String> environment) {
        if (EnvironmentVariable.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS
                .in(environment)
                .filter(Boolean::parseBoolean)
                .isPresent()) {
            return Optional.empty();
        }
        return Stream.of(ofService, EnvironmentVariable.AWS_ENDPOINT_URL)
                .flatMap(variable -> in(variable, environment).stream())
                .findFirst();
    }

    /// What one of the variables says; nothing where it is not set, or to nothing.
    ///
    /// @throws InvalidInputException when it is no URL; the field is the variable's name
    public static Optional<URI> in(EnvironmentVariable variable, Map<String, String> environment) {
        return variable.in(environment).filter(url -> !url.isBlank()).map(url -> parse(variable.name(), url));
    }

    private static URI parse(String name, String url) {
        try {
            URI uri = new URI(url);
            if (url.matches(FORM) && uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= MAX_PORT) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below, as any other that is none
        }
        // what stands before the @ may be a password
        throw new InvalidInputException(
                name,
                (url.contains("@") ? "holds a user name or is not a URL" : Quoted.of(url) + " is not a URL")
                        + "; expected http(s)://HOST[:PORT]");
    }
}
