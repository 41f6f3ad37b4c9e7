package dev.tmctl.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkProblemTest {
    private static final HttpHost HOST = new HttpHost("https", "stream.example", 443);
    private static final String BROKEN = "the connection broke off before the whole response came";

    static Stream<Arguments> saysTheCause() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), "connection refused"),
                Arguments.of(
                        new HttpHostConnectException("Connection refused", HOST),
                        "connection refused by stream.example:443"),
                Arguments.of(
                        new ConnectTimeoutException("Connect timed out", HOST),
                        "no connection to stream.example:443 in time"),
                Arguments.of(new ConnectException("Connection timed out"), "no connection is made"),
                Arguments.of(new SocketTimeoutException("Read timed out"), "no response in time"),
                Arguments.of(new LateResponseException(Duration.ofSeconds(5), null), "no answer within 5 s"),
                Arguments.of(new LateResponseException(Duration.ofMillis(300), null), "no answer within 300 ms"),
                Arguments.of(new NoTunnelException(407), "the proxy makes no tunnel; it answers with HTTP 407"),
                Arguments.of(new UnknownHostException("x: Name or service not known"), "the name x is not known"),
                Arguments.of(new UnknownHostException("x"), "the name x is not known"),
                Arguments.of(new NoRouteToHostException("No route to host"), "the network does not lead there"),
                Arguments.of(new SocketException("Network is unreachable"), "the network does not lead there"),
                Arguments.of(new SocketException("Connection reset"), BROKEN),
                Arguments.of(new EOFException("\\n not found"), BROKEN),
                Arguments.of(new ClosedChannelException(), BROKEN),
                Arguments.of(new NoHttpResponseException("h failed to respond"), BROKEN),
                Arguments.of(new ConnectionClosedException("Premature end"), BROKEN),
                Arguments.of(new MessageConstraintException("Maximum line length"), "the response is not valid HTTP"),
                Arguments.of(new ProtocolException("Invalid header"), "the response is not valid HTTP"),
                Arguments.of(
                        new SSLException("Unsupported or unrecognized SSL message"), "the server does not speak TLS"),
                Arguments.of(new SSLHandshakeException("no cipher suites in common"), "no TLS connection is made"));
    }

    @ParameterizedTest
    @MethodSource
    void saysTheCause(Exception thrown, String words) {
        assertThat(NetworkProblem.inWords(thrown)).contains(words);
        // as the AWS SDK and our own clients wrap it
        assertThat(NetworkProblem.inWords(new IllegalStateException("Unable to execute HTTP request", thrown)))
                .contains(words);
        assertThat(NetworkProblem.inWords(new IOException("wrapped", thrown))).contains(words);
    }

    @Test
    void isSilentOnAnythingElse() {
        assertThat(NetworkProblem.inWords(new IllegalArgumentException("x"))).isEqualTo(Optional.empty());
        assertThat(NetworkProblem.inWords(new IOException("disk"))).isEmpty();
    }
}
