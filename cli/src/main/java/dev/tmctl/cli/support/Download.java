package dev.tmctl.cli.support;

import dev.tmctl.manifest.ManifestText;
import dev.tmctl.net.HttpAddress;
import dev.tmctl.net.InvalidProxyException;
import dev.tmctl.net.NetworkProblem;
import dev.tmctl.net.OutboundHttp;
import dev.tmctl.net.ProxyRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/// Fetches a text of the size that a manifest may have, whole, within a time, through the proxy that the
/// environment names. Redirects are followed, but not from https to http.
final class Download {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final String NEXT = "check the address, or save the manifest and name the file";

    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final ProxyRules proxies;
    private final Duration timeout;

    /// @param proxies which proxy leads to an address
    Download(ProxyRules proxies) {
        this(proxies, TIMEOUT);
    }

    /// @param proxies which proxy leads to an address
    /// @param timeout how long all of it may take, from the look-up of the host to the last byte
    Download(ProxyRules proxies, Duration timeout) {
        this.proxies = proxies;
        this.timeout = timeout;
    }

    /// The address without its query, which may be a signature that lets anybody in.
    static String shown(String url) {
        return url.replaceFirst("[?#].*", "?…");
    }

    /// The text at an `http` or `https` address.
    ///
    /// @throws CommandException when it cannot be fetched
    String text(String url) throws IOException {
        HttpAddress address = address(url);
        String through = via(address);
        AtomicReference<@Nullable HttpGet> under = new AtomicReference<>();
        // also the look-up of a name is waited for no longer
        FutureTask<byte[]> fetched = new FutureTask<>(() -> fetch(url, address, under));
        Thread.ofVirtual().start(fetched);
        try {
            byte[] bytes = fetched.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return ManifestText.of(new ByteArrayInputStream(bytes), shown(url));
        } catch (TimeoutException e) {
            throw failed(url, late());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException(shown(url) + " was interrupted").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            String why = e.getCause() instanceof IOException io ? cause(io) : String.valueOf(e.getCause());
            throw failed(url, through + why);
        } finally {
            HttpGet request = under.get();
            if (request != null) {
                request.cancel();
            }
        }
    }

    private byte[] fetch(String url, HttpAddress start, AtomicReference<@Nullable HttpGet> under) throws IOException {
        HttpAddress address = start;
        try (CloseableHttpClient client =
                OutboundHttp.builder(proxies, null, 1, timeout, timeout).build()) {
            for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
                HttpGet request = new HttpGet(address.uri());
                under.set(request);
                HttpHost host = new HttpHost(address.https() ? "https" : "http", address.host(), address.port());
                try (ClassicHttpResponse answer = OutboundHttp.send(client, host, request)) {
                    Header location = answer.getFirstHeader("Location");
                    if (!REDIRECTS.contains(answer.getCode()) || location == null) {
                        return body(url, answer, request);
                    }
                    address = next(url, address, location.getValue());
                    // what stands in it is not read
                    request.cancel();
                }
            }
        }
        throw failed(url, "it leads from one address to the next, " + MAX_REDIRECTS + " times");
    }

    private static byte[] body(String url, ClassicHttpResponse answer, HttpGet request) throws IOException {
        if (answer.getCode() != OK) {
            request.cancel();
            throw failed(url, "the server answers with HTTP " + answer.getCode());
        }
        HttpEntity body = answer.getEntity();
        if (body == null) {
            return new byte[0];
        }
        byte[] bytes = body.getContent().readNBytes(ManifestText.MAX_BYTES + 1);
        // the rest may have no end
        request.cancel();
        return bytes;
    }

    private static HttpAddress next(String url, HttpAddress from, String location) {
        HttpAddress to;
        try {
            to = HttpAddress.of(from.uri().resolve(location)).orElse(null);
        } catch (IllegalArgumentException e) {
            to = null;
        }
        if (to == null || to.user() != null || !to.hasValidPort()) {
            throw failed(url, "the server sends on to what is no address");
        }
        if (from.https() && !to.https()) {
            throw failed(url, "the server sends on from https to http");
        }
        return to;
    }

    private static HttpAddress address(String url) {
        HttpAddress address = HttpAddress.of(url)
                .filter(HttpAddress::hasValidPort)
                .orElseThrow(() -> new CommandException(ExitCode.USAGE, shown(url) + " is not a URL", NEXT));
        if (address.user() != null) {
            // it may be a password, so the address is not repeated
            throw new CommandException(
                    ExitCode.USAGE, "the address holds a user name or password, which is not supported", NEXT);
        }
        return address;
    }

    /// Names the proxy that what went wrong may be due to.
    private String via(HttpAddress address) {
        try {
            return proxies.proxyFor(address)
                    .map(proxy -> "through the proxy " + proxy + ": ")
                    .orElse("");
        } catch (InvalidProxyException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    e.variable() + " " + e.getMessage(),
                    "set " + e.variable() + " to http://HOST:PORT, or unset it");
        }
    }

    private String late() {
        return "no whole answer within " + timeout.toSeconds() + " s";
    }

    private String cause(IOException e) {
        return switch (e) {
            case SocketTimeoutException _ -> late();
            case SSLException _ -> "no TLS connection is made; its certificate may not be trusted";
            default ->
                NetworkProblem.inWords(e)
                        .orElse("the connection broke off, or the server does not speak HTTP as it should");
        };
    }

    private static CommandException failed(String url, String cause) {
        return new CommandException(ExitCode.UNREACHABLE, shown(url) + " cannot be fetched: " + cause, NEXT);
    }
}
