package dev.tmctl.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.target.InvalidInputException;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EnvironmentProxyTest {
    private static final Map<String, String> BOTH =
            Map.of("HTTPS_PROXY", "http://secure:3129", "HTTP_PROXY", "plain:3128");

    private static boolean exempts(String noProxy, String host) {
        return EnvironmentProxy.of(true, Map.of("NO_PROXY", noProxy)).nonProxyHosts().stream()
                .anyMatch(host::matches);
    }

    @Test
    void should_take_the_proxy_of_the_scheme() {
        ProxyConfiguration https = EnvironmentProxy.of(true, BOTH);
        ProxyConfiguration http = EnvironmentProxy.of(false, BOTH);
        assertThat(https.host() + " " + https.port()).isEqualTo("secure 3129");
        assertThat(http.host() + " " + http.port()).isEqualTo("plain 3128");
        assertThat(EnvironmentProxy.of(true, Map.of("https_proxy", "http://lower"))
                        .port())
                .isEqualTo(80);
        assertThat(EnvironmentProxy.of(true, Map.of("HTTP_PROXY", "plain:3128")).host())
                .isNull();
    }

    @Test
    void should_take_user_and_password() {
        ProxyConfiguration proxy = EnvironmentProxy.of(true, Map.of("HTTPS_PROXY", "http://me:p%40ss@proxy:1"));
        assertThat(proxy.username()).isEqualTo("me");
        assertThat(proxy.password()).isEqualTo("p@ss");
    }

    @Test
    void should_exempt_this_machine_and_what_is_named() {
        assertThat(exempts("", "127.0.0.1")).isTrue();
        assertThat(exempts("", "localhost")).isTrue();
        assertThat(exempts("", "kinesis.eu-central-1.amazonaws.com")).isFalse();
        assertThat(exempts("corp, .amazonaws.com", "kinesis.eu-central-1.amazonaws.com"))
                .isTrue();
        assertThat(exempts("amazonaws.com", "amazonaws.com")).isTrue();
        assertThat(exempts("amazonaws.com", "myamazonaws.com")).isFalse();
        assertThat(exempts("*", "anything")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "not a url", "socks5://me:secret@proxy:1080"})
    void should_refuse_what_is_no_proxy_without_repeating_it(String value) {
        assertThatThrownBy(() -> EnvironmentProxy.of(true, Map.of("HTTPS_PROXY", value)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("secret");
    }
}
