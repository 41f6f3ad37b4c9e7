package dev.tmctl.adapter;

import dev.tmctl.files.FileProblem;
import dev.tmctl.target.InvalidInputException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Who may reach the listener, for an adapter that is exposed beyond its machine or cluster.
///
/// @param certificate a PEM file with the server's certificate and those that issued it, or null for plain HTTP
/// @param key a PEM file with the certificate's private key, or null
/// @param tokens a file with the bearer tokens that are accepted, one a line, or null when none is asked for
record ListenerSecurity(
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path tokens) {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// Plain HTTP for everybody.
    static final ListenerSecurity NONE = new ListenerSecurity(null, null, null);

    /// The variable that names the certificate's file.
    static final String CERTIFICATE = "TMCTL_ADAPTER_TLS_CERT";

    /// The variable that names the private key's file.
    static final String KEY = "TMCTL_ADAPTER_TLS_KEY";

    /// The variable that names the file of tokens.
    static final String TOKENS = "TMCTL_ADAPTER_TOKEN_FILE";

    static ListenerSecurity read(Variables variables) {
        String certificate = variables.text(CERTIFICATE);
        String key = variables.text(KEY);
        String tokens = variables.text(TOKENS);
        if (certificate != null && key == null) {
            variables.violate(KEY, "is missing; " + CERTIFICATE + " needs the file of its private key");
        }
        if (certificate == null && key != null) {
            variables.violate(CERTIFICATE, "is missing; " + KEY + " needs the file of its certificate");
        }
        return new ListenerSecurity(path(certificate), path(key), path(tokens));
    }

    private static @Nullable Path path(@Nullable String file) {
        return file == null ? null : Path.of(file);
    }

    /// The certificate that the listener shows, or null for plain HTTP.
    ///
    /// @param warnings receives why files that were replaced cannot be used
    /// @throws InvalidInputException when the files cannot be used now; fields are the variables' names
    @Nullable
    SSLContext tls(Consumer<String> warnings) {
        if (certificate == null || key == null) {
            return null;
        }
        try {
            return ServerCertificate.tls(certificate, key, warnings);
        } catch (IOException e) {
            throw new InvalidInputException(
                    atFault(e, certificate).equals(key) ? KEY : CERTIFICATE, FileProblem.inWords(e));
        }
    }

    /// The tokens that are accepted. While a file that was replaced, emptied or taken away cannot be used, none is.
    ///
    /// @param file holds them
    /// @param warnings receives why
    /// @throws InvalidInputException when it cannot be used now; the field is the variable's name
    RotatedFiles<BearerTokens> acceptedTokens(Path file, Consumer<String> warnings) {
        try {
            return new RotatedFiles<>(List.of(file), () -> BearerTokens.read(file), PAUSE, warnings);
        } catch (IOException e) {
            throw new InvalidInputException(TOKENS, FileProblem.inWords(e));
        }
    }

    private static Path atFault(IOException e, Path otherwise) {
        return switch (e) {
            case BadFileException bad -> bad.file();
            case FileSystemException problem when problem.getFile() != null -> Path.of(problem.getFile());
            default -> otherwise;
        };
    }

    /// Whether anybody may send, and anybody on the way may read.
    boolean open() {
        return certificate == null && tokens == null;
    }
}
