package dev.tmctl.aws;

import dev.tmctl.net.NetworkProblem;
import dev.tmctl.trace.HttpCall;
import dev.tmctl.trace.Trace;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/// Tells the facts of every attempt that goes through it, of Kinesis as of STS.
final class TracedHttpClient implements SdkHttpClient {
    private final SdkHttpClient client;
    private final Trace trace;

    TracedHttpClient(SdkHttpClient client, Trace trace) {
        this.client = client;
        this.trace = trace;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return traced(prepared, request.httpRequest());
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private HttpExecuteResponse traced(ExecutableHttpRequest prepared, SdkHttpRequest request) throws IOException {
        long start = System.nanoTime();
        try {
            HttpExecuteResponse response = prepared.call();
            String id = response.httpResponse()
                    .firstMatchingHeader("x-amzn-RequestId")
                    .orElse(null);
            tell(request, start, response.httpResponse().statusCode(), id, null);
            return response;
        } catch (IOException | RuntimeException e) {
            String cause = NetworkProblem.inWordsOrByName(e);
            tell(request, start, 0, null, cause);
            throw e;
        }
    }

    private void tell(SdkHttpRequest request, long start, int status, @Nullable String id, @Nullable String failure) {
        // the query of a presigned or a query-protocol request is no place to look for secrets: it is left out
        URI uri = request.getUri();
        URI place = URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath());
        // AWS JSON and CBOR name the operation in a header such as Kinesis_20131202.PutRecord
        String operation = request.firstMatchingHeader("X-Amz-Target")
                .map(target -> target.substring(target.lastIndexOf('.') + 1))
                .orElse(null);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        trace.call(new HttpCall(request.method().name(), place, operation, status, took, id, failure));
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
