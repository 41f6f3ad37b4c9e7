package dev.tmctl.net;

import org.apache.hc.client5.http.auth.AuthCache;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.auth.BasicAuthCache;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/// Leads the requests of the HTTP library through the proxies that the environment names.
final class ProxyRoutes extends DefaultRoutePlanner {
    private final ProxyRules rules;

    ProxyRoutes(ProxyRules rules) {
        super(DefaultSchemePortResolver.INSTANCE);
        this.rules = rules;
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) throws HttpException {
        boolean https = "https".equalsIgnoreCase(target.getSchemeName());
        int port = DefaultSchemePortResolver.INSTANCE.resolve(target);
        ProxyRules.Proxy proxy;
        try {
            proxy = rules.proxyFor(https, bare(target.getHostName()), port).orElse(null);
        } catch (InvalidProxyException e) {
            throw new HttpException(e.variable() + " " + e.getMessage(), e);
        }
        if (proxy == null) {
            return null;
        }
        HttpHost hop = new HttpHost("http", proxy.host(), proxy.port());
        String user = proxy.user();
        String password = proxy.password();
        if (user != null && password != null) {
            introduce(user, password, hop, HttpClientContext.cast(context));
        }
        return hop;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /// The proxy is told at once who asks, as curl and Go do: some close the connection instead of asking.
    private static void introduce(String user, String password, HttpHost proxy, HttpClientContext context) {
        AuthCache cache = context.getAuthCache();
        if (cache == null) {
            cache = new BasicAuthCache();
            context.setAuthCache(cache);
        }
        BasicScheme basic = new BasicScheme();
        basic.initPreemptive(new UsernamePasswordCredentials(user, password.toCharArray()));
        cache.put(proxy, basic);
    }
}
