package dev.tmctl.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsNameTest {

    private static final String LABEL_63 = "a".repeat(63);

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "a0", "0a", "a-b", "a--b", "1-2-3", "xn--bcher-kva", "orders"})
    void takesLabels(String name) {
        assertThat(DnsName.isLabel(name)).isTrue();
        assertThat(DnsName.isSubdomain(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "-a",
                "a-",
                "A",
                "aB",
                "a_b",
                "a b",
                " a",
                "a ",
                "a\n",
                "\na",
                "é",
                "a\u00ADb",
                "ａ",
                "٣",
                "a/b",
                "..",
                ".",
                "a..b",
                ".a",
                "a.",
                "a.-b",
                "a-.b",
                "a.b\n"
            })
    void takesNothingElse(String name) {
        assertThat(DnsName.isLabel(name)).isFalse();
        assertThat(DnsName.isSubdomain(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a-b.c-d.0", "default.svc.cluster.local"})
    void takesDotsInASubdomainOnly(String name) {
        assertThat(DnsName.isLabel(name)).isFalse();
        assertThat(DnsName.isSubdomain(name)).isTrue();
    }

    @Test
    void bindsALabelTo63Characters() {
        assertThat(DnsName.isLabel(LABEL_63)).isTrue();
        assertThat(DnsName.isLabel(LABEL_63 + "a")).isFalse();
    }

    /// Kubernetes bounds the whole name alone, not its labels.
    @Test
    void bindsASubdomainTo253Characters() {
        String name = String.join(".", LABEL_63, LABEL_63, LABEL_63, "a".repeat(61));
        assertThat(name).hasSize(253);
        assertThat(DnsName.isSubdomain(name)).isTrue();
        assertThat(DnsName.isSubdomain(name + "a")).isFalse();
        assertThat(DnsName.isSubdomain("a".repeat(253))).isTrue();
        assertThat(DnsName.isSubdomain("a".repeat(254))).isFalse();
    }

    @Test
    @Timeout(20)
    void isNotSlowedDownByAHostileName() {
        assertThat(DnsName.isSubdomain("a-".repeat(126))).isFalse();
        assertThat(DnsName.isSubdomain("a.".repeat(126))).isFalse();
        assertThat(DnsName.isSubdomain("a".repeat(100_000_000))).isFalse();
        assertThat(DnsName.isLabel("a".repeat(10_000_000))).isFalse();
    }
}
