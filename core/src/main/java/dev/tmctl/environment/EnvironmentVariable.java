package dev.tmctl.environment;

import java.util.Map;
import java.util.Optional;

/// Every environment variable that the tool or its launcher looks at itself; a constant's name is the
/// variable's. What is looked up is looked up by this, and `tmctl help environment` is made of it. Variables
/// that only the AWS SDK reads are not here.
public enum EnvironmentVariable {
    /// The folder of contexts.
    TMCTL_HOME(Area.TOOL, "Folder of contexts, targets and settings, an absolute path (default: ~/.triggermesh/cli)."),
    /// The context.
    TMCTL_CONTEXT(Area.TOOL, "The context whose targets are meant, unless --context is given (default: default)."),
    /// The output format.
    TMCTL_OUTPUT(
            Area.TOOL,
            "Format of commands that have it, unless -o is given: human, wide, json, yaml or name (default: human)."),
    /// When colours are used.
    TMCTL_COLOR(Area.TOOL, "auto, always or never, unless --color is given (default: auto, on a terminal)."),
    /// Stack traces and HTTP calls.
    TMCTL_DEBUG(Area.TOOL, "As --debug, when it is neither empty nor 0."),
    /// The convention of no-color.org.
    NO_COLOR(Area.TOOL, "No colours, when it is not empty (https://no-color.org). TMCTL_COLOR wins over it."),
    /// The convention of force-color.org.
    FORCE_COLOR(Area.TOOL, "Colours everywhere, when it is neither empty nor 0. NO_COLOR wins over it."),
    /// The kind of terminal.
    TERM(Area.TOOL, "dumb: no colours, and progress in lines."),
    /// The terminal's width.
    COLUMNS(Area.TOOL, "Width of the terminal for progress, where the terminal itself does not tell (default: 80)."),
    /// The user's shell.
    SHELL(Area.TOOL, "The login shell, which tmctl completion suggests."),
    /// The user's home.
    HOME(Area.TOOL, "Where ~ is, an absolute path; needed where TMCTL_HOME is not set."),

    /// An access key's id.
    AWS_ACCESS_KEY_ID(Area.AWS, "Access key ID of the default credential chain."),
    /// An access key's secret.
    AWS_SECRET_ACCESS_KEY(Area.AWS, "Its secret."),
    /// A temporary key's token.
    AWS_SESSION_TOKEN(Area.AWS, "The token of temporary keys."),
    /// The profile.
    AWS_PROFILE(Area.AWS, "Profile of the AWS configuration files (default: default)."),
    /// The configuration file.
    AWS_CONFIG_FILE(Area.AWS, "The AWS configuration file (default: ~/.aws/config)."),
    /// The file of keys.
    AWS_SHARED_CREDENTIALS_FILE(Area.AWS, "The AWS credentials file (default: ~/.aws/credentials)."),
    /// A web identity's role.
    AWS_ROLE_ARN(Area.AWS, "Role of a web identity, as EKS sets it."),
    /// A web identity's token.
    AWS_WEB_IDENTITY_TOKEN_FILE(Area.AWS, "File with the token of a web identity, as EKS sets it."),
    /// A role session's name.
    AWS_ROLE_SESSION_NAME(Area.AWS, "Name of the web identity's session (default: tmctl-TARGET)."),
    /// The region of this machine.
    AWS_REGION(Area.AWS, "Whose AWS STS is asked for a web identity's role, else the stream's region."),
    /// The region of this machine.
    AWS_DEFAULT_REGION(Area.AWS, "The same, where AWS_REGION is not set."),
    /// A container's token.
    AWS_CONTAINER_AUTHORIZATION_TOKEN(Area.AWS, "Token for a container's credentials; never shown."),
    /// Where Kinesis is.
    AWS_ENDPOINT_URL_KINESIS(
            Area.AWS, "Where Kinesis is reached instead of its own endpoint; --endpoint wins over it."),
    /// Where STS is.
    AWS_ENDPOINT_URL_STS(Area.AWS, "Where STS is reached, which roles are assumed at."),
    /// Where AWS is.
    AWS_ENDPOINT_URL(
            Area.AWS,
            "The same for every service that has no variable of its own. The profile's services section and its "
                    + "endpoint_url count where no variable does."),
    /// Whether these are ignored.
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS(
            Area.AWS,
            "true: the three above and those of the profile are ignored; false: they count, whatever the profile's "
                    + "ignore_configured_endpoint_urls says."),
    /// Authorities.
    AWS_CA_BUNDLE(
            Area.AWS,
            "PEM file of authorities that Kinesis and STS may be certified by, beside those that Java trusts."),
    /// Whether CBOR is spoken.
    AWS_CBOR_DISABLE(Area.AWS, "JSON is spoken instead of CBOR, when it is neither empty, 0 nor false."),

    /// The proxy for https.
    HTTPS_PROXY(
            Area.NETWORK,
            "Proxy for what is reached by https, as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT. This and the "
                    + "next two are also read in lower case, where the one in capitals is not set; the rules are those "
                    + "of Go's httpproxy."),
    /// The proxy for http.
    HTTP_PROXY(Area.NETWORK, "Proxy for what is reached by http, in the same form."),
    /// What is reached without a proxy.
    NO_PROXY(
            Area.NETWORK,
            "Hosts that are reached without a proxy, separated by commas: example.com and the names below it, "
                    + ".example.com or *.example.com for the names below it alone, an address (192.0.2.1, 2001:db8::1), "
                    + "each of these with a :PORT, a network (192.0.2.0/24, 2001:db8::/32), or * for all. No proxy "
                    + "leads to localhost and loopback addresses, such as those of adapters."),
    /// Whether this is a CGI program.
    REQUEST_METHOD(Area.NETWORK, "Set for a CGI program, whose callers can set HTTP_PROXY: it is refused then."),

    /// The stream.
    ARN(Area.ADAPTER, "ARN of the stream; required."),
    /// The fixed partition key.
    AWS_KINESIS_PARTITION(Area.ADAPTER, "Partition key of every record; required."),
    /// The rule for keys.
    AWS_KINESIS_PARTITION_FROM(Area.ADAPTER, "Rule that takes the key from each event, as --partition-from."),
    /// Strict order.
    AWS_KINESIS_ORDERED(Area.ADAPTER, "true: strict order per partition key."),
    /// Data alone.
    AWS_DISCARD_CE_CONTEXT(Area.ADAPTER, "false: a record holds the whole CloudEvent, else its data alone."),
    /// The role to assume.
    AWS_ASSUME_ROLE_ARN(Area.ADAPTER, "Role to assume, through AWS STS."),
    /// The port.
    PORT(Area.ADAPTER, "Port to listen on (default: 8080)."),
    /// The address.
    TMCTL_ADAPTER_HOST(Area.ADAPTER, "Address to listen on (default: 0.0.0.0)."),
    /// The target's name.
    NAME(Area.ADAPTER, "The target's name in logs and metrics (default: adapter)."),
    /// The target's namespace.
    NAMESPACE(Area.ADAPTER, "Its namespace in metrics."),
    /// The certificate.
    TMCTL_ADAPTER_TLS_CERT(Area.ADAPTER, "PEM file of the certificate to show, as --tls-cert."),
    /// Its key.
    TMCTL_ADAPTER_TLS_KEY(Area.ADAPTER, "PEM file of its private key, as --tls-key."),
    /// The tokens.
    TMCTL_ADAPTER_TOKEN_FILE(Area.ADAPTER, "File of the bearer tokens that are accepted, as --token-file."),
    /// Readiness by the stream.
    TMCTL_ADAPTER_CHECK_STREAM(Area.ADAPTER, "true: ready only while the stream answers."),
    /// Labels of metrics.
    TMCTL_ADAPTER_EVENT_LABELS(
            Area.ADAPTER, "false: metrics do not tell events apart by type and source (default: true)."),
    /// The port of metrics.
    METRICS_PROMETHEUS_PORT(Area.ADAPTER, "Port that shows metrics too, 1024 to 65535."),
    /// The address of that port.
    METRICS_PROMETHEUS_HOST(Area.ADAPTER, "Address of that port (default: 0.0.0.0)."),
    /// The level of the log.
    K_LOGGING_CONFIG(Area.ADAPTER, "Level of the log, as Knative's controllers give it."),
    /// The backend of metrics.
    K_METRICS_CONFIG(Area.ADAPTER, "Backend of metrics, as Knative's controllers give it."),
    /// The backend of traces.
    K_TRACING_CONFIG(Area.ADAPTER, "As Knative's controllers give it; there are no traces."),
    /// Extensions of sent events.
    K_CE_OVERRIDES(Area.ADAPTER, "As Knative's controllers give it; must be JSON, and has no effect."),

    /// The Java to use.
    TMCTL_JAVA_HOME(Area.JAVA, "Home of the Java 25 to use, before JAVA_HOME and the usual folders."),
    /// The Java to use.
    JAVA_HOME(Area.JAVA, "Used when it is the home of a Java 25 that runs on this machine."),
    /// More options.
    TMCTL_JAVA_OPTS(Area.JAVA, "More options for the JVM."),
    /// More options.
    JAVA_TOOL_OPTIONS(Area.JAVA, "Taken as options, without the line that the JVM would print about it."),

    /// The record of a process.
    TMCTL_PROCESS_RECORD(Area.INTERNAL, "Where a process that tmctl starts writes its record."),
    /// The fingerprint of a process.
    TMCTL_PROCESS_FINGERPRINT(Area.INTERNAL, "What it was configured with."),
    /// The endpoint of a target.
    TMCTL_PROCESS_ENDPOINT(Area.INTERNAL, "The target's own endpoint, which wins over every other."),
    /// The log of a process.
    TMCTL_PROCESS_LOG(Area.INTERNAL, "The file that its output goes to, which it keeps short."),
    /// The output of a training run.
    TMCTL_CACHE_OUTPUT(Area.INTERNAL, "Where bin/tmctl-warmup wants a cache of loaded classes.");

    /// Who looks at a variable.
    public enum Area {
        /// Every command.
        TOOL("The tool"),
        /// Whatever calls AWS.
        AWS("AWS"),
        /// Whatever leaves this machine.
        NETWORK("The network: AWS, and addresses of manifests"),
        /// The adapter in the foreground.
        ADAPTER("The adapter (tmctl adapter), as in TriggerMesh's container"),
        /// The launcher.
        JAVA("Java"),
        /// The tool sets it for itself.
        INTERNAL("Set by the tool for processes that it starts");

        private final String title;

        Area(String title) {
            this.title = title;
        }

        /// In words.
        public String title() {
            return title;
        }
    }

    private final Area area;
    private final String meaning;

    EnvironmentVariable(Area area, String meaning) {
        this.area = area;
        this.meaning = meaning;
    }

    /// Who looks at it.
    public Area area() {
        return area;
    }

    /// What it means, in a sentence or two.
    public String meaning() {
        return meaning;
    }

    /// Its value; an empty one counts as none.
    public Optional<String> in(Map<String, String> environment) {
        String value = environment.get(name());
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /// Whether it is set to something else than 0, the way of switches such as `FORCE_COLOR`.
    public boolean isOnIn(Map<String, String> environment) {
        Optional<String> value = in(environment);
        return value.isPresent() && !value.get().equals("0");
    }
}
