package dev.tmctl.net;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.net.NamedEndpoint;
import org.jspecify.annotations.Nullable;

/// Says in words why a request got no response: the libraries' own messages speak of their parts.
public final class NetworkProblem {
    private static final int DEEPEST = 20;
    private static final String BROKEN = "the connection broke off before the whole response came";

    private NetworkProblem() {}

    /// What is wrong, without an end of sentence.
    ///
    /// @return empty when neither an exception nor its causes are of the network
    public static Optional<String> inWords(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String words = words(cause);
            if (words != null) {
                return Optional.of(words);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /// The same, or the exception's name.
    public static String inWordsOrByName(Throwable thrown) {
        return inWords(thrown).orElse(thrown.getClass().getSimpleName());
    }

    private static @Nullable String words(Throwable cause) {
        return switch (cause) {
            case ResponseException own -> own.getMessage();
            case UnknownHostException unknown -> "the name " + name(unknown) + " is not known";
            case ConnectTimeoutException late -> "no connection to " + place(late.getHost()) + " in time";
            case ConnectionRequestTimeoutException _ -> "no connection is free in time";
            case SocketTimeoutException _ -> "no response in time";
            case HttpHostConnectException connect
            when says(connect, "refused") -> "connection refused by " + place(connect.getHost());
            case ConnectException connect -> says(connect, "refused") ? "connection refused" : "no connection is made";
            case NoRouteToHostException _ -> "the network does not lead there";
            case SSLException tls when says(tls, "ssl message") -> "the server does not speak TLS";
            case SSLException _ -> "no TLS connection is made";
            case SocketException socket when says(socket, "unreachable") -> "the network does not lead there";
            case SocketException _, EOFException _, ClosedChannelException _ -> BROKEN;
            case NoHttpResponseException _, ConnectionClosedException _ -> BROKEN;
            case MessageConstraintException _, HttpException _ -> "the response is not valid HTTP";
            default -> null;
        };
    }

    private static boolean says(Exception e, String words) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(words);
    }

    private static String place(NamedEndpoint host) {
        return host.getPort() < 0 ? host.getHostName() : host.getHostName() + ":" + host.getPort();
    }

    /// The JDK adds the operating system's words.
    private static String name(UnknownHostException unknown) {
        return String.valueOf(unknown.getMessage()).split(":", 2)[0];
    }
}
