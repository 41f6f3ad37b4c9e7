package dev.tmctl.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The bounds of a server.
///
/// @param maxConnections open connections; at the bound the one that has kept the server waiting for longest is closed
/// @param maxHeaderBytes the request line and the headers of one request
/// @param maxUnfinishedHeaderBytes what all connections together may have sent of requests whose headers are not
///     complete; at the bound the oldest of them is closed
/// @param headerTimeout from the first byte of a request to the end of its headers
/// @param idleTimeout of a connection between two requests
public record HttpLimits(
        int maxConnections,
        int maxHeaderBytes,
        long maxUnfinishedHeaderBytes,
        Duration headerTimeout,
        Duration idleTimeout) {

    /// Longer than senders keep an idle connection, so that none is closed while it is taken for the next request.
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);

    private static final Duration HEADER_TIMEOUT = Duration.ofSeconds(20);

    /// What an open connection takes of the heap, with room to spare.
    private static final long HEAP_OF_A_CONNECTION = 64 * 1024;

    private static final long HEADERS_SHARE_OF_HEAP = 8;

    /// Files, jars and connections of clients that the process has open itself.
    private static final int OTHER_DESCRIPTORS = 200;

    private static final int MIN_CONNECTIONS = 32;
    private static final Pattern OPEN_FILES = Pattern.compile("Max open files\\s+(\\d+)");

    /// Bounds that fit into the heap and the number of open files of this process.
    ///
    /// @param maxHeaderBytes of one request
    public static HttpLimits ofThisProcess(int maxHeaderBytes) {
        long heap = Runtime.getRuntime().maxMemory();
        long connections = Math.min(heap / HEAP_OF_A_CONNECTION, openFiles() - OTHER_DESCRIPTORS);
        return new HttpLimits(
                Math.clamp(connections, MIN_CONNECTIONS, Integer.MAX_VALUE),
                maxHeaderBytes,
                Math.max(heap / HEADERS_SHARE_OF_HEAP, 4L * maxHeaderBytes),
                HEADER_TIMEOUT,
                IDLE_TIMEOUT);
    }

    /// How many files may be open, where the system says so; see proc(5).
    private static long openFiles() {
        try {
            Matcher limit = OPEN_FILES.matcher(Files.readString(Path.of("/proc/self/limits")));
            return limit.find() ? Long.parseLong(limit.group(1)) : Long.MAX_VALUE;
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
