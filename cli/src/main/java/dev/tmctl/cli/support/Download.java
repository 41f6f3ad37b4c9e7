package dev.tmctl.cli.support;

import dev.tmctl.manifest.ManifestText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/// Fetches a text of the size that a manifest may have, whole, within a time. Redirects are followed, but not from
/// https to http.
final class Download {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int MAX_PORT = 65_535;
    private static final String NEXT = "check the address, or save the manifest and name the file";

    private final Duration patience;

    Download() {
        this(PATIENCE);
    }

    /// @param patience how long all of it may take, from the look-up of the host to the last byte
    Download(Duration patience) {
        this.patience = patience;
    }

    /// The address without its query, which may be a signature that lets anybody in.
    static String shown(String url) {
        return url.replaceFirst("[?#].*", "?…");
    }

    /// The text at an `http` or `https` address.
    ///
    /// @throws CommandException when it cannot be fetched
    String text(String url) throws IOException {
        URI address = address(url);
        CompletableFuture<Boolean> late = new CompletableFuture<>();
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build()) {
            // the client's own timeouts end with the answer's headers
            CompletableFuture<Void> _ = late.completeOnTimeout(true, patience.toMillis(), TimeUnit.MILLISECONDS)
                    .thenAccept(_ -> client.shutdownNow());
            HttpResponse<InputStream> answer = client.send(
                    HttpRequest.newBuilder(address).timeout(patience).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != OK) {
                    throw failed(url, "the server answers with HTTP " + answer.statusCode());
                }
                return ManifestText.of(body, shown(url));
            } finally {
                late.complete(false);
                client.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException(shown(url) + " was interrupted").initCause(e);
        } catch (IOException e) {
            throw failed(url, late.getNow(false) ? late() : cause(e));
        }
    }

    private static URI address(String url) {
        try {
            URI address = new URI(url);
            if (address.getRawUserInfo() != null) {
                // it may be a password, so the address is not repeated
                throw new CommandException(
                        ExitCode.USAGE, "the address holds a user name or password, which is not supported", NEXT);
            }
            if (address.getHost() == null || address.getPort() > MAX_PORT) {
                throw new CommandException(ExitCode.USAGE, shown(url) + " is not a URL", NEXT);
            }
            return address;
        } catch (URISyntaxException e) {
            throw new CommandException(ExitCode.USAGE, shown(url) + " is not a URL", NEXT);
        }
    }

    private String late() {
        return "no whole answer within " + patience.toSeconds() + " s";
    }

    /// By the kind of the exception: the JDK's messages are for programmers, or left out.
    private String cause(IOException e) {
        return switch (e) {
            case HttpTimeoutException _ -> late();
            case ConnectException unknown
            when unknown.getCause() != null && unknown.getCause().getCause() instanceof UnresolvedAddressException ->
                "there is no such host";
            case ConnectException _ -> "nobody answers there";
            case SSLException _ -> "no TLS connection is made; its certificate may not be trusted";
            case ProtocolException _ -> "the server does not speak HTTP as it should";
            default -> "the connection broke off";
        };
    }

    private static CommandException failed(String url, String cause) {
        return new CommandException(ExitCode.UNREACHABLE, shown(url) + " cannot be fetched: " + cause, NEXT);
    }
}
