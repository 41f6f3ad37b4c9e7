package dev.tmctl.dump;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/// What `kubectl` asks a cluster before it makes an object: which kinds there are, and whether the object is
/// there.
final class StubApiServer implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, List<String>> kinds;
    private final Set<String> asked = new ConcurrentSkipListSet<>();

    /// @param kinds the kinds of each group and version, for example `apps/v1`
    StubApiServer(Map<String, List<String>> kinds) throws IOException {
        this.kinds = Map.copyOf(kinds);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The objects that were asked for, by their path.
    Set<String> asked() {
        return new TreeSet<>(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String version = path.replaceFirst("^/apis?/", "");
        Object body = switch (path) {
            case "/api" -> Map.of("kind", "APIVersions", "versions", List.of("v1"));
            case "/apis" -> groups();
            default -> kinds.containsKey(version) ? resources(version) : missing(path);
        };
        byte[] bytes = MAPPER.writeValueAsBytes(body);
        int status = body instanceof Map<?, ?> map && "Status".equals(map.get("kind")) ? 404 : 200;
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Map<String, Object> groups() {
        List<Map<String, Object>> groups = kinds.keySet().stream()
                .filter(version -> version.contains("/"))
                .map(version -> {
                    Map<String, String> named =
                            Map.of("groupVersion", version, "version", version.substring(version.indexOf('/') + 1));
                    return Map.<String, Object>of(
                            "name", version.substring(0, version.indexOf('/')),
                            "versions", List.of(named),
                            "preferredVersion", named);
                })
                .toList();
        return Map.of("kind", "APIGroupList", "apiVersion", "v1", "groups", groups);
    }

    private Map<String, Object> resources(String version) {
        List<Map<String, Object>> resources = kinds.getOrDefault(version, List.of()).stream()
                .map(kind -> Map.<String, Object>of(
                        "name", plural(kind),
                        "singularName", kind.toLowerCase(Locale.ROOT),
                        "kind", kind,
                        "namespaced", !kind.equals("CustomResourceDefinition"),
                        "verbs", List.of("create", "get", "patch")))
                .toList();
        return Map.of("kind", "APIResourceList", "apiVersion", "v1", "groupVersion", version, "resources", resources);
    }

    private static String plural(String kind) {
        String lower = kind.toLowerCase(Locale.ROOT);
        return lower.endsWith("y") ? lower.substring(0, lower.length() - 1) + "ies" : lower + "s";
    }

    private Map<String, Object> missing(String path) {
        asked.add(path);
        return Map.of("kind", "Status", "apiVersion", "v1", "status", "Failure", "reason", "NotFound", "code", 404);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
