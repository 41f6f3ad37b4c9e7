package dev.tmctl.cli.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.junit.jupiter.api.Test;

class NoPublicSuffixesTest {
    /// The client's own list, of 10,000 names, would be read at each start; it would say `b.co.uk`.
    @Test
    void should_stand_before_the_list_of_the_http_client() {
        assertThat(PublicSuffixMatcherLoader.getDefault().getDomainRoot("a.b.co.uk"))
                .isEqualTo("co.uk");
    }
}
