package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules of Kubernetes' API server for texts, at their bounds.
class SyntaxRuleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label-key|a",
                "label-key|example.com/A_b.c-9",
                "label-key|a.b.c/%63",
                "label-value|''",
                "label-value|A_b.c-9",
                "label-value|%63",
                "annotation-key|Example.com/a",
                "dns-label|a-9",
                "dns-label|%63",
                "dns-subdomain|a.b-c.9",
                "dns-subdomain|%253",
                "service-name|a-9",
                "env-name|_a.B-9",
                "env-name|-",
                "data-key|.a_B-9",
                "data-key|%253",
                "quantity|0",
                "quantity|+1.5",
                "quantity|.5",
                "quantity|100m",
                "quantity|128Mi",
                "quantity|1e3",
                "quantity|1E-3",
                "quantity|3E",
                "base64|''",
                "base64|YQ==",
                "base64|<user_input>",
                "field-path|metadata.name",
                "field-path|metadata.labels['a/b']",
                "field-path|status.podIPs",
                "resource-field|limits.cpu",
                "resource-field|requests.hugepages-2Mi",
                "image|registry.example.com:5000/a/b:1@sha256:0"
            })
    void takes(String rule, String text) {
        assertThat(SyntaxRule.named(rule).holds(repeated(text))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label-key|''",
                "label-key|a b",
                "label-key|a/b/c",
                "label-key|/a",
                "label-key|A.com/a",
                "label-key|a/",
                "label-key|-a",
                "label-key|%64",
                "label-value|a/b",
                "label-value|a.",
                "label-value|%64",
                "annotation-key|ex ample.com/a",
                "annotation-key|a!",
                "dns-label|A",
                "dns-label|a.b",
                "dns-label|%64",
                "dns-subdomain|a..b",
                "dns-subdomain|%254",
                "service-name|9a",
                "service-name|a.b",
                "env-name|9a",
                "env-name|a b",
                "env-name|a=b",
                "env-name|''",
                "data-key|a/b",
                "data-key|..",
                "data-key|..a",
                "data-key|.",
                "data-key|%254",
                "quantity|-1",
                "quantity|1 Mi",
                "quantity|1MB",
                "quantity|1K",
                "quantity|1e1.5",
                "quantity|.",
                "quantity|''",
                "base64|a",
                "base64|not Base64!",
                "field-path|metadata.labels",
                "field-path|spec.hostname",
                "resource-field|limits.gpu",
                "resource-field|cpu",
                "image|''",
                "image|a b"
            })
    void refuses(String rule, String text) {
        assertThat(SyntaxRule.named(rule).holds(repeated(text))).isFalse();
    }

    private static String repeated(String text) {
        return text.replaceAll("%\\d+", "")
                + (text.contains("%") ? "a".repeat(Integer.parseInt(text.replaceAll(".*%", ""))) : "");
    }
}
