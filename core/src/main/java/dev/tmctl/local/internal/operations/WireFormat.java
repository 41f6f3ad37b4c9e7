package dev.tmctl.local.internal.operations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The two encodings of the protocol. An answer, also an error, has the encoding of its request.
@SuppressWarnings("ImmutableEnumChecker") // factories and readers are not changed once they are made
public enum WireFormat {
    JSON("application/x-amz-json-1.1", JsonFactory.builder()),
    CBOR("application/x-amz-cbor-1.1", CBORFactory.builder());

    private final String contentType;

    @SuppressWarnings("Immutable") // thread-safe once configured
    private final JsonFactory factory;

    @SuppressWarnings("Immutable") // immutable by its contract
    private final ObjectReader treeReader;

    WireFormat(String contentType, TSFBuilder<? extends JsonFactory, ?> builder) {
        this.contentType = contentType;
        // a factory keeps thousands of the names that it has seen; AWS' members and tags are shorter
        this.factory = builder.streamReadConstraints(
                        StreamReadConstraints.builder().maxNameLength(1024).build())
                .build();
        this.treeReader = new ObjectMapper(factory)
                .reader()
                .with(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        // 1e400 is a number, and not infinite as a double of it would be
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    public String contentType() {
        return contentType;
    }

    JsonFactory factory() {
        return factory;
    }

    ObjectReader treeReader() {
        return treeReader;
    }

    /// The format of a content type.
    ///
    /// @return empty for a content type that the API does not know
    public static Optional<WireFormat> of(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return switch (type.trim().toLowerCase(Locale.ROOT)) {
            case "application/x-amz-json-1.1", "application/json" -> Optional.of(JSON);
            case "application/x-amz-cbor-1.1" -> Optional.of(CBOR);
            default -> Optional.empty();
        };
    }
}
