package dev.tmctl.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.target.DnsName;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ChildNameTest {
    @Test
    void isBothWhereThatIsALabel() {
        assertThat(ChildName.of("awskinesistarget-", "orders")).isEqualTo("awskinesistarget-orders");
        assertThat(ChildName.of("awskinesistarget-", "o".repeat(46))).isEqualTo("awskinesistarget-" + "o".repeat(46));
    }

    /// The hash is that of the whole name: printf awskinesistarget-ooo… | md5sum.
    @Test
    void isCutWithAHashWhereItIsLonger() {
        assertThat(ChildName.of("awskinesistarget-", "o".repeat(47)))
                .isEqualTo("awskinesistarget-d96afb5e1cfbc1fbe6c4c53bd903f95b" + "o".repeat(14));
    }

    @Property
    void isALabel(@ForAll @CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 63) String name) {
        assertThat(ChildName.of("awskinesistarget-i-", name)).matches(DnsName::isLabel);
    }

    @Test
    void endsInNoHyphen() {
        assertThat(ChildName.of("awskinesistarget-", "a".repeat(13) + "-" + "b".repeat(40)))
                .hasSize(62)
                .matches(DnsName::isLabel);
    }
}
