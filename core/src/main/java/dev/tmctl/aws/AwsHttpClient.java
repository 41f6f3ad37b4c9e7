package dev.tmctl.aws;

import dev.tmctl.net.OutboundHttp;
import dev.tmctl.net.ProxyRules;
import dev.tmctl.net.ResponseBounds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Carries the AWS SDK's calls. The SDK's own client takes answers without bounds, knows only one proxy, and
/// no ports and networks that are reached without it.
final class AwsHttpClient implements SdkHttpClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(15);
    private static final TimeValue IDLE = TimeValue.ofSeconds(60);
    private static final int MAX_CONNECTIONS = 64;

    /// An answer's most bytes. GetRecords gives 10 MiB of data, which JSON makes a third longer, and 10,000
    /// records with all that stands around them; no other answer has a megabyte.
    private static final int MAX_RECORDS_BYTES = 32 * 1024 * 1024;

    private static final int MAX_BYTES = 4 * 1024 * 1024;

    /// What the library writes itself.
    private static final Set<String> OWN_HEADERS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        OWN_HEADERS.add("Content-Length");
        OWN_HEADERS.add("Transfer-Encoding");
        OWN_HEADERS.add("Host");
    }

    private final CloseableHttpClient client;

    /// @param trusted who decides whom to trust, or null for what Java trusts
    AwsHttpClient(ProxyRules proxies, TrustManager @Nullable [] trusted) {
        client = OutboundHttp.builder(proxies, trusted, MAX_CONNECTIONS, CONNECT_TIMEOUT, READ_TIMEOUT)
                .evictIdleConnections(IDLE)
                .build();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        SdkHttpRequest head = request.httpRequest();
        HttpUriRequestBase message = message(head);
        request.contentStreamProvider().ifPresent(body -> message.setEntity(new SdkRequestBody(body, head)));
        HttpHost target = new HttpHost(head.protocol(), head.host(), head.port());
        int most = isForRecords(head) ? MAX_RECORDS_BYTES : MAX_BYTES;
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(OutboundHttp.send(client, target, message), message, most);
            }

            @Override
            public void abort() {
                message.cancel();
            }
        };
    }

    private static HttpUriRequestBase message(SdkHttpRequest head) {
        HttpUriRequestBase message = new HttpUriRequestBase(head.method().name(), head.getUri());
        boolean standard = head.port() == ("https".equalsIgnoreCase(head.protocol()) ? 443 : 80);
        // as it is signed
        message.addHeader(
                "Host",
                head.firstMatchingHeader("Host").orElse(standard ? head.host() : head.host() + ":" + head.port()));
        head.forEachHeader((name, values) -> {
            if (!OWN_HEADERS.contains(name)) {
                values.forEach(value -> message.addHeader(name, value));
            }
        });
        return message;
    }

    private static boolean isForRecords(SdkHttpRequest head) {
        return head.firstMatchingHeader("X-Amz-Target")
                .filter(operation -> operation.endsWith(".GetRecords"))
                .isPresent();
    }

    private static HttpExecuteResponse answer(ClassicHttpResponse answer, HttpUriRequestBase message, int most)
            throws IOException {
        SdkHttpResponse.Builder head =
                SdkHttpResponse.builder().statusCode(answer.getCode()).statusText(answer.getReasonPhrase());
        for (Header header : answer.getHeaders()) {
            head.appendHeader(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
        HttpExecuteResponse.Builder whole = HttpExecuteResponse.builder().response(head.build());
        HttpEntity body = answer.getEntity();
        InputStream content = body == null || body.getContentLength() == 0 ? null : body.getContent();
        if (content == null) {
            answer.close();
            return body == null
                    ? whole.build()
                    : whole.responseBody(AbortableInputStream.create(new ByteArrayInputStream(new byte[0])))
                            .build();
        }
        return whole.responseBody(AbortableInputStream.create(
                        ResponseBounds.bounded(content, most, message::cancel), message::cancel))
                .build();
    }

    @Override
    public String clientName() {
        return "tmctl";
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
