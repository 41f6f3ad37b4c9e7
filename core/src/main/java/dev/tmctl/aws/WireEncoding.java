package dev.tmctl.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;

/// Makes clients that speak JSON. The SDK has no setting for one client: it looks at a system property while a client
/// is built.
final class WireEncoding {
    private WireEncoding() {}

    static synchronized KinesisClient json(KinesisClientBuilder builder) {
        String property = SdkSystemSetting.CBOR_ENABLED.property();
        String before = System.getProperty(property);
        System.setProperty(property, "false");
        try {
            return builder.build();
        } finally {
            restore(property, before);
        }
    }

    private static void restore(String property, @Nullable String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }
}
