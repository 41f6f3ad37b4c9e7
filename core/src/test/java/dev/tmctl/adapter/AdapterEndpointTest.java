package dev.tmctl.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.target.Auth;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.StreamArn;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which endpoint an adapter has, whatever the shell says that started it.
class AdapterEndpointTest {
    private static final KinesisTarget TARGET = new KinesisTarget(
            "orders",
            StreamArn.parse("arn:aws:kinesis:eu-central-1:123456789012:stream/orders"),
            new PartitionKey("key"),
            new Auth.DefaultChain(null),
            null,
            URI.create("http://my_kinesis:4567"),
            null,
            false,
            null);

    @Test
    void isTheTargetsOwnAlsoWhereTheEnvironmentsAreIgnored() {
        Map<String, String> environment = new HashMap<>(AdapterSettings.toEnvironment(TARGET, 0));
        environment.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
        assertThat(AdapterSettings.fromEnvironment(environment).target().endpoint())
                .isEqualTo(TARGET.endpoint());
    }

    @Test
    void isOnlyCheckedWhereItCounts() {
        Map<String, String> environment = new HashMap<>(AdapterSettings.toEnvironment(TARGET.withEndpoint(null), 0));
        environment.put("AWS_ENDPOINT_URL_STS", "nowhere");
        assertThatThrownBy(() -> AdapterSettings.fromEnvironment(environment))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("AWS_ENDPOINT_URL_STS: \"nowhere\" is not a URL; expected http(s)://HOST[:PORT]");
        environment.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
        assertThat(AdapterSettings.fromEnvironment(environment).target().endpoint())
                .isNull();
    }
}
