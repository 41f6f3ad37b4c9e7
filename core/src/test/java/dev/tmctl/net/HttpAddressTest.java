package dev.tmctl.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://kinesis,kinesis,80",
        "https://kinesis/,kinesis,443",
        "HTTPS://Kinesis.Example.COM:8443/a/b,Kinesis.Example.COM,8443",
        "http://my_kinesis:4567,my_kinesis,4567",
        "http://group__project-kinesis:4567/,group__project-kinesis,4567",
        "http://_kinesis._tcp.example.com,_kinesis._tcp.example.com,80",
        "http://project_kinesis_1,project_kinesis_1,80",
        "http://kinesis-:1,kinesis-,1",
        "http://-kinesis,-kinesis,80",
        "http://kinesis.1.abc_d,kinesis.1.abc_d,80",
        "http://my_kinesis.,my_kinesis.,80",
        "http://kinesis:,kinesis,80",
        "http://127.0.0.1:4567,127.0.0.1,4567",
        "http://[::1]:4567/,::1,4567",
        "http://[2001:db8::1],2001:db8::1,80",
    })
    void should_take_every_host_that_can_be_reached(String text, String host, int port) {
        HttpAddress address = HttpAddress.of(text).orElseThrow();
        assertThat(address.host() + " " + address.effectivePort()).isEqualTo(host + " " + port);
        assertThat(address.user()).isNull();
        assertThat(address.hasValidPort()).isTrue();
        assertThat(address.uri()).hasToString(text);
        assertThat(address.https())
                .isEqualTo(text.toLowerCase(java.util.Locale.ROOT).startsWith("https"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kinesis",
                "kinesis:4567",
                "//kinesis",
                "http:kinesis",
                "http://",
                "http:///path",
                "http://:80",
                "ftp://kinesis",
                "http://a b",
                "http://a^b",
                "http://a..b_",
                "http://.a_b",
                "http://my_kinesis:port",
                "http://my_kinesis:-1",
                "http://my_kinesis:99999999999",
                "http://my_kinesis:1:2",
                "http://a%5Fb",
                "http://my+kinesis",
                "http://my_kinesis.1",
                "http://1.2.3.256",
                "http://[::1",
                "http://[my_kinesis]",
                "http://münchen_1",
            })
    void should_refuse_what_has_no_host(String text) {
        assertThat(HttpAddress.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"http://a:0,false", "http://my_a:65536,false", "http://a:65535,true", "http://my_a:1,true"})
    void should_know_which_ports_there_are(String text, boolean valid) {
        assertThat(HttpAddress.of(text).orElseThrow().hasValidPort()).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "http://me@my_proxy:1,me,my_proxy",
        "http://me:p%40ss@proxy,me:p%40ss,proxy",
        "http://me:x@[::1]:80,me:x,::1",
        "http://@proxy,'',proxy"
    })
    void should_tell_the_user_from_the_host(String text, String user, String host) {
        HttpAddress address = HttpAddress.of(text).orElseThrow();
        assertThat(address.user()).isEqualTo(user);
        assertThat(address.host()).isEqualTo(host);
    }
}
