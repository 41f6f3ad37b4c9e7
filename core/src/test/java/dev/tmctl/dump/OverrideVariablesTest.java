package dev.tmctl.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.dump.Dump.Warning;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Variables of `adapterOverrides` that other parts of a dump have to follow.
class OverrideVariablesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static KinesisTarget target(String env) throws IOException {
        return Manifests.targets("discard-true.yaml")
                .getFirst()
                .withAdapterOverrides("{\"env\":[" + env.replace('\'', '"') + "]}");
    }

    private static Dump dump(String env, Platform platform) throws IOException {
        return Dump.of(List.of(target(env)), platform, new DumpOptions("default", "prod", "adapter:1", true));
    }

    private static JsonNode object(Dump dump, String kind) {
        return dump.documents().stream()
                .<JsonNode>map(MAPPER::valueToTree)
                .filter(object -> object.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode container(Dump dump, String kind) {
        return object(dump, kind)
                .path("spec")
                .path("template")
                .path("spec")
                .path("containers")
                .path(0);
    }

    private static String variables(JsonNode container) {
        return String.join(
                " ",
                container
                        .path("env")
                        .valueStream()
                        .map(variable -> variable.path("name").asText() + "="
                                + variable.path("value").asText("?"))
                        .toList());
    }

    private static Stream<String> ports(JsonNode rules) {
        return rules.valueStream()
                .flatMap(rule -> rule.path("ports").valueStream())
                .map(port -> port.path("port").asText());
    }

    @Test
    void aPodListensWhereTheOverridesSay() throws IOException {
        Dump dump = dump(
                "{'name':'PORT','value':'8888'},{'name':'METRICS_PROMETHEUS_PORT','value':'9999'}",
                Platform.DEPLOYMENT);
        JsonNode container = container(dump, "Deployment");
        assertThat(container.path("ports"))
                .hasToString(
                        "[{\"containerPort\":8888,\"name\":\"http\"},{\"containerPort\":9999,\"name\":\"metrics\"}]");
        assertThat(container.path("readinessProbe").path("httpGet").path("port").asText())
                .isEqualTo("http");
        assertThat(variables(container)).startsWith("PORT=8888 METRICS_PROMETHEUS_PORT=9999 NAMESPACE=? NAME=orders ");
        assertThat(object(dump, "Service").path("spec").path("ports"))
                .hasToString("[{\"name\":\"http\",\"port\":80,\"targetPort\":\"http\"},"
                        + "{\"name\":\"metrics\",\"port\":9999,\"targetPort\":\"metrics\"}]");
    }

    @Test
    void metricsHaveNoPortWhereTheOverridesTakeItAway() throws IOException {
        Dump dump = dump("{'name':'METRICS_PROMETHEUS_PORT'},{'name':'PORT','value':''}", Platform.DEPLOYMENT);
        assertThat(container(dump, "Deployment").path("ports"))
                .hasToString("[{\"containerPort\":8080,\"name\":\"http\"}]");
        assertThat(object(dump, "Service").path("spec").path("ports"))
                .hasToString("[{\"name\":\"http\",\"port\":80,\"targetPort\":\"http\"}]");
        assertThat(ports(object(dump, "NetworkPolicy").path("spec").path("ingress")))
                .containsExactly("http");
    }

    /// Knative sets the variable to the port of the container, and refuses a Service that sets it.
    @Test
    void aKnativeServiceListensWhereTheOverridesSay() throws IOException {
        JsonNode container = container(dump("{'name':'PORT','value':'8888'}", Platform.KNATIVE), "Service");
        assertThat(container.path("ports")).hasToString("[{\"containerPort\":8888}]");
        assertThat(variables(container))
                .doesNotContain(" PORT=")
                .contains("METRICS_PROMETHEUS_PORT=9092 NAMESPACE=prod NAME=orders K_SINK=");
        assertThat(container(dump("", Platform.KNATIVE), "Service")
                        .path("ports")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void aComposeFileShowsThePortOfTheOverrides() throws IOException {
        assertThat(dump("{'name':'PORT','value':'8888'}", Platform.DOCKER_COMPOSE)
                        .text(DumpFormat.YAML))
                .contains("    - 127.0.0.1:8080:8888\n", "    - PORT=8888\n");
    }

    /// A port is no secret, and without it the rest would not fit.
    @Test
    void portsStayWithoutSecrets() throws IOException {
        Dump dump = Dump.of(
                List.of(target("{'name':'PORT','value':'8888'},{'name':'A','value':'8888'}")),
                Platform.DEPLOYMENT,
                new DumpOptions("default", "prod", "adapter:1", false));
        assertThat(variables(container(dump, "Deployment")))
                .startsWith("METRICS_PROMETHEUS_PORT=9092 PORT=8888 A=<user_input> ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name':'PORT','value':'http'}|\"http\" is not a port; expected 1 to 65535",
                "{'name':'PORT','value':'0'}|\"0\" is not a port; expected 1 to 65535",
                "{'name':'PORT','value':'9092'}|is 9092, like the port of metrics; give another",
                "{'name':'PORT','valueFrom':{'configMapKeyRef':{'name':'a','key':'b'}}}|has valueFrom; the ports of what"
                        + " is dumped follow it, so it needs a value",
                "{'name':'METRICS_PROMETHEUS_PORT','value':'1023'}|\"1023\" is not a port; expected 1024 to 65535",
                "{'name':'METRICS_PROMETHEUS_PORT','value':'8080'}|is 8080, like the port of events; give another",
                "{'name':'TMCTL_ADAPTER_TLS_CERT','value':'/tls.crt'}|is TMCTL_ADAPTER_TLS_CERT, which names a file, and "
                        + "overrides bring none into the container, nor TLS to the probes; leave it out, and mount the "
                        + "file in a Deployment of your own",
                "{'name':'TMCTL_ADAPTER_HOST','value':'127.0.0.1'}|is TMCTL_ADAPTER_HOST, and nobody reaches 127.0.0.1 from "
                        + "outside the container; leave it out"
            })
    void refusesWhatNothingCanFollow(String variable, String message) throws IOException {
        for (Platform platform : List.of(Platform.KNATIVE, Platform.DEPLOYMENT, Platform.DOCKER_COMPOSE)) {
            assertThatThrownBy(() -> dump("{'name':'A'}," + variable, platform))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("spec.adapterOverrides.env[1]: " + message);
        }
        assertThat(dump(variable, Platform.KUBERNETES).documents()).isNotEmpty();
    }

    @Test
    void refusesWhatKnativeKeepsForItself() throws IOException {
        assertThatThrownBy(() ->
                        dump("{'name':'PORT','value':'8012'},{'name':'K_REVISION','value':'a'}", Platform.KNATIVE))
                .hasMessage("spec.adapterOverrides.env[0]: is 8012, which Knative needs itself; give another; "
                        + "spec.adapterOverrides.env[1]: is K_REVISION, which Knative sets itself; leave it out");
        assertThat(dump("{'name':'PORT','value':'8012'}", Platform.DEPLOYMENT).warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_ENDPOINT_URL_KINESIS,http://localstack:4566,443 4566",
        "AWS_ENDPOINT_URL,http://localstack,80 443",
        "AWS_ENDPOINT_URL_STS,https://sts.example.com:8443/x,443 8443",
        "AWS_ENDPOINT_URL_KINESIS,https://[fd00::1],443",
        "AWS_ENDPOINT_URL_KINESIS,http://$(HOST):8000,443 8000",
        "HTTPS_PROXY,http://user:pass@proxy:3128,443 3128",
        "https_proxy,proxy:3128,443 3128",
        "HTTP_PROXY,http://proxy,80 443",
        "NO_PROXY,a:1,443",
        "HTTPS_PROXY,'',443",
        "AWS_ENDPOINT_URL,http://$(HOST):4566/x?y=z,443 4566",
        "AWS_ENDPOINT_URL,http://a$$b:99,99 443",
        "HTTPS_PROXY,http://[fd00::1]:3128,443 3128"
    })
    void aNetworkPolicyLetsThroughToEndpointsAndProxies(String name, String value, String ports) throws IOException {
        Dump dump = dump("{'name':'" + name + "','value':'" + value + "'}", Platform.DEPLOYMENT);
        assertThat(String.join(
                        " ",
                        ports(object(dump, "NetworkPolicy").path("spec").path("egress"))
                                .skip(2)
                                .limit(ports.split(" ", -1).length)
                                .toList()))
                .isEqualTo(ports);
    }

    @Test
    void tellsWhatANetworkPolicyDoesNotKnow() throws IOException {
        String env = "{'name':'HTTPS_PROXY','valueFrom':{'secretKeyRef':{'name':'p','key':'url'}}},"
                + "{'name':'AWS_ENDPOINT_URL','value':'$(URL)'}";
        assertThat(dump(env, Platform.DEPLOYMENT).warnings())
                .containsExactly(new Warning(
                        "the network policy of orders does not let through to what AWS_ENDPOINT_URL, HTTPS_PROXY names: "
                                + "the port is not known here; add it",
                        null));
        assertThat(dump(env, Platform.KNATIVE).warnings()).isEmpty();
    }

    /// A port that is not there, or not known, is not made up.
    @ParameterizedTest
    @CsvSource({
        "http://$(HOST),true",
        "http://host:$(P),true",
        "$(SCHEME)://host,true",
        "http://$(KNOWN),true",
        "http://host:$(KNOWN_PORT),true",
        "<user_input>,true",
        "http://<user_input>,true",
        "http://host:0,true",
        "http://host:65536,true",
        "http://host:,true",
        "socks5://host:1080,true",
        "ftp://host,true",
        "http://a@b@c:80,true",
        "http://host,false"
    })
    void aNetworkPolicyInventsNoPort(String value, boolean secrets) throws IOException {
        String env = "{'name':'P','valueFrom':{'secretKeyRef':{'name':'p','key':'port'}}},"
                + "{'name':'KNOWN','value':'h:$(P)'},{'name':'KNOWN_PORT','value':'$(P)'},"
                + "{'name':'HTTPS_PROXY','value':'" + value + "'}";
        Dump dump = Dump.of(
                List.of(target(env)), Platform.DEPLOYMENT, new DumpOptions("default", "prod", "adapter:1", secrets));
        assertThat(ports(object(dump, "NetworkPolicy").path("spec").path("egress"))
                        .skip(2)
                        .limit(2))
                .containsExactly("443", "80");
        assertThat(dump.warnings())
                .contains(new Warning(
                        "the network policy of orders does not let through to what HTTPS_PROXY names: the port is not known"
                                + " here; add it",
                        null));
    }

    @Test
    void portsFollowReferences() throws IOException {
        String env = "{'name':'P','value':'88'},{'name':'PORT','value':'$(P)88'},"
                + "{'name':'METRICS_PROMETHEUS_PORT','value':'1$(PORT)'},{'name':'U','value':'http://h:$(P)'},"
                + "{'name':'HTTPS_PROXY','value':'$(U)'}";
        for (boolean secrets : new boolean[] {true, false}) {
            Dump dump = Dump.of(
                    List.of(target(env)),
                    Platform.DEPLOYMENT,
                    new DumpOptions("default", "prod", "adapter:1", secrets));
            assertThat(container(dump, "Deployment").path("ports"))
                    .hasToString("[{\"containerPort\":8888,\"name\":\"http\"},"
                            + "{\"containerPort\":18888,\"name\":\"metrics\"}]");
            assertThat(variables(container(dump, "Deployment")))
                    .startsWith(
                            secrets
                                    ? "P=88 PORT=$(P)88 METRICS_PROMETHEUS_PORT=1$(PORT) U=http://h:$(P) HTTPS_PROXY=$(U) "
                                    : "P=<user_input> PORT=8888 METRICS_PROMETHEUS_PORT=18888 U=<user_input> "
                                            + "HTTPS_PROXY=<user_input> ");
            assertThat(ports(object(dump, "NetworkPolicy").path("spec").path("egress"))
                            .skip(2)
                            .limit(2))
                    .containsExactly(secrets ? "88" : "443", secrets ? "443" : "80");
        }
    }

    @Test
    void refusesAPortFromTheCluster() {
        assertThatThrownBy(() -> dump(
                        "{'name':'P','valueFrom':{'configMapKeyRef':{'name':'a','key':'b'}}},"
                                + "{'name':'PORT','value':'8$(P)'}",
                        Platform.DEPLOYMENT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "spec.adapterOverrides.env[1]: names P, which has valueFrom; the ports of what is dumped follow "
                                + "it, so it needs a value");
    }

    @ParameterizedTest
    @EnumSource
    void noPortStaysNoneWithoutSecrets(Platform platform) throws IOException {
        Dump dump = Dump.of(
                List.of(target("{'name':'METRICS_PROMETHEUS_PORT','value':''}")),
                platform,
                new DumpOptions("default", "prod", "adapter:1", false));
        assertThat(dump.text(DumpFormat.JSON)).doesNotContain("<user_input>");
    }

    @ParameterizedTest
    @EnumSource
    void warnsOfWhatLooksLikeASecret(Platform platform) throws IOException {
        String env = "{'name':'DB_PASSWORD','value':'hush'},{'name':'HTTPS_PROXY','value':'http://u:hush@p:1'},"
                + "{'name':'AWS_ACCESS_KEY_ID','value':'AKIA'},{'name':'TOKEN_FILE','value':'/t'},"
                + "{'name':'LEVEL','value':'debug'},{'name':'API_KEY','value':''},"
                + "{'name':'ACCESS_TOKEN','valueFrom':{'secretKeyRef':{'name':'p','key':'url'}}}";
        String end =
                ", which stands here as it is; valueFrom.secretKeyRef takes it from a Secret, --no-secrets leaves it out";
        assertThat(dump(env, platform).warnings())
                .extracting(Warning::text)
                .filteredOn(text -> text.contains("secret"))
                .containsExactly(
                        "orders has what looks like a secret in spec.adapterOverrides.env[0].value (DB_PASSWORD)" + end,
                        "orders has what looks like a secret in spec.adapterOverrides.env[1].value (HTTPS_PROXY)"
                                + end);
        assertThat(Dump.of(List.of(target(env)), platform, new DumpOptions("default", "prod", "a", false))
                        .warnings())
                .extracting(Warning::text)
                .noneMatch(text -> text.contains("looks like a secret"));
    }
}
