package dev.tmctl.cli.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.Proxy;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;

/// Gets ready on another processor what a command needs after its command line is read. Each of these takes 5 to 20
/// milliseconds of a start. Only the JDK's own classes are touched, which are made for it: two threads that initialize
/// what needs each other would wait for ever, and SLF4J complains on standard error when one logs while another
/// initializes it, as the AWS SDK's tables of regions would.
public final class BackgroundPreload {
    private BackgroundPreload() {}

    /// Begins, where there is something that is almost always needed.
    ///
    /// @param kind of process, as the launcher says it, see [dev.tmctl.cli.warmup.Warmup]
    public static void of(String kind) {
        switch (kind) {
            case "send" -> begin(BackgroundPreload::forJson, BackgroundPreload::forHttp);
            // the longest first: meanwhile the main thread makes what its parser needs on its own
            case "direct" -> begin(BackgroundPreload::forAws, BackgroundPreload::forHttp);
            case "client", "aws" -> begin(BackgroundPreload::forJson);
            default -> {
                // servers live long, and help is read
            }
        }
    }

    private static void begin(Runnable... works) {
        Thread ahead = Thread.ofPlatform()
                .daemon()
                .name("head-start")
                // whoever needs what could not be made ready says so
                .uncaughtExceptionHandler((thread, thrown) -> {})
                .unstarted(() -> {
                    for (Runnable work : works) {
                        work.run();
                    }
                });
        try {
            ahead.start();
        } catch (OutOfMemoryError e) {
            // there may be no thread more; everything works without, later
        }
    }

    /// The tables of decimal numbers, for which a parser asks.
    private static void forJson() {
        BigDecimal.ONE.signum();
    }

    /// Sockets, and the settings of security that addresses ask for.
    private static void forHttp() {
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forAws() {
        try {
            // opens the jars, which the SDK does to look for loggers and for interceptors
            ClassLoader.getSystemResources("META-INF/none").hasMoreElements();
            // signs requests
            Mac.getInstance("HmacSHA256");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has HMAC", e);
        }
    }
}
