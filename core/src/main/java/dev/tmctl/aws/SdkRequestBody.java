package dev.tmctl.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpRequest;

/// A body of the AWS SDK as the HTTP library wants it. The SDK gives it again as often as it is needed, as
/// when a proxy wants to know who asks.
final class SdkRequestBody extends AbstractHttpEntity {
    private final ContentStreamProvider body;
    private final long length;

    SdkRequestBody(ContentStreamProvider body, SdkHttpRequest head) {
        // the SDK's headers say what it is
        super((String) null, null, false);
        this.body = body;
        this.length =
                head.firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(-1L);
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    /// In bytes; -1 where nobody knows, so that it goes in chunks.
    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public InputStream getContent() {
        return body.newStream();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = body.newStream()) {
            in.transferTo(out);
        }
    }

    @Override
    public void close() {
        // each stream is closed by who reads it
    }
}
