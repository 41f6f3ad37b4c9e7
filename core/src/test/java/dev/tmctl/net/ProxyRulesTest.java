package dev.tmctl.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRulesTest {
    private static final Map<String, String> BOTH =
            Map.of("HTTPS_PROXY", "http://secure:3129", "HTTP_PROXY", "plain:3128");

    private static String proxy(String url, Map<String, String> environment) {
        return ProxyRules.of(environment)
                .proxyFor(HttpAddress.of(url).orElseThrow())
                .map(Object::toString)
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "https://kinesis.eu-central-1.amazonaws.com,secure:3129",
        "http://my_kinesis:4567,plain:3128",
        "https://localhost,none",
        "http://LOCALHOST:4567,none",
        "http://127.0.0.1:4567,none",
        "http://127.1.2.3,none",
        "http://[::1]:4567,none",
        "http://localhost.example.com,plain:3128",
        "http://192.0.2.1,plain:3128",
    })
    void should_take_the_proxy_of_the_scheme_and_none_for_this_machine(String url, String proxy) {
        assertThat(proxy(url, BOTH)).isEqualTo(proxy);
    }

    /// What Go's own `httpproxy` said of each line; the file's head says how it was asked.
    @Test
    void should_exempt_what_go_exempts() throws IOException {
        List<String> lines;
        try (BufferedReader table = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ProxyRulesTest.class.getResourceAsStream("no-proxy.txt")),
                StandardCharsets.UTF_8))) {
            lines = table.lines().filter(line -> !line.startsWith("#")).toList();
        }
        assertThat(lines).hasSizeGreaterThan(100).allSatisfy(line -> {
            String[] parts = line.split("\\|", -1);
            Map<String, String> environment = new HashMap<>(BOTH);
            environment.put("NO_PROXY", parts[0]);
            assertThat(proxy(parts[1], environment).equals("none")).isEqualTo(parts[2].equals("direct"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY,https_proxy,https://a,upper:1",
        "HTTP_PROXY,http_proxy,http://a,upper:1",
    })
    void should_read_lower_case_where_the_capitals_are_not_set(String upper, String lower, String url, String proxy) {
        assertThat(proxy(url, Map.of(upper, "upper:1", lower, "lower:2"))).isEqualTo(proxy);
        assertThat(proxy(url, Map.of(upper, "", lower, "lower:2"))).isEqualTo("lower:2");
        assertThat(proxy(url, Map.of(lower, "lower:2"))).isEqualTo("lower:2");
        assertThat(proxy(url, Map.of(lower, "lower:2", "no_proxy", "a"))).isEqualTo("none");
        assertThat(proxy(url, Map.of(lower, "lower:2", "NO_PROXY", "b", "no_proxy", "a")))
                .isEqualTo("lower:2");
    }

    @Test
    void should_name_no_proxy_where_none_is_set() {
        assertThat(ProxyRules.NONE.isEmpty()).isTrue();
        assertThat(ProxyRules.of(BOTH).isEmpty()).isFalse();
        assertThat(proxy("https://a", Map.of("HTTP_PROXY", "plain:3128"))).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy,proxy,80,,",
        "proxy:3128,proxy,3128,,",
        "my_proxy,my_proxy,80,,",
        "http://my_proxy:1/,my_proxy,1,,",
        "[2001:db8::1]:3128,2001:db8::1,3128,,",
        "http://me:p%40s+s@proxy:1,proxy,1,me,p@s+s",
        "me@proxy:1,proxy,1,me,''",
    })
    void should_read_a_proxy(String value, String host, int port, String user, String password) {
        assertThat(ProxyRules.of(Map.of("HTTPS_PROXY", value)).proxyFor(true, "a", 443))
                .contains(new ProxyRules.Proxy(host, port, user, password));
    }

    @Test
    void should_not_show_the_password() {
        assertThat(proxy("https://a", Map.of("HTTPS_PROXY", "http://me:secret@proxy:1")))
                .isEqualTo("proxy:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://",
                "not a url",
                "socks5://me:secret@proxy:1080",
                "https://me:secret@proxy",
                "proxy:0",
                "proxy:65536",
                "http://me:%zz@secret"
            })
    void should_refuse_what_is_no_proxy_without_repeating_it(String value) {
        ProxyRules rules = ProxyRules.of(Map.of("HTTPS_PROXY", value, "NO_PROXY", "b"));
        assertThatThrownBy(() -> rules.proxyFor(true, "a", 443))
                .isInstanceOfSatisfying(
                        InvalidProxyException.class,
                        e -> assertThat(e.variable()).isEqualTo("HTTPS_PROXY"))
                .hasMessage("is not the URL of a proxy; expected http://HOST:PORT");
        assertThat(rules.proxyFor(true, "b", 443)).isEmpty();
        assertThat(rules.proxyFor(false, "a", 80)).isEmpty();
    }

    @Test
    void should_not_trust_a_variable_that_callers_of_a_cgi_program_can_set() {
        ProxyRules rules = ProxyRules.of(Map.of("HTTP_PROXY", "p:1", "HTTPS_PROXY", "p:1", "REQUEST_METHOD", "GET"));
        assertThatThrownBy(() -> rules.proxyFor(false, "a", 80))
                .isInstanceOf(InvalidProxyException.class)
                .hasMessage("is not used in a CGI program (REQUEST_METHOD is set), whose callers can set it");
        assertThat(rules.proxyFor(true, "a", 443)).isPresent();
    }
}
