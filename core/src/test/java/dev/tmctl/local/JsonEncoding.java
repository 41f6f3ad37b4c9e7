package dev.tmctl.local;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.core.SdkSystemSetting;

/// Makes the AWS SDK speak JSON while a test class runs.
public final class JsonEncoding implements BeforeAllCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), "false");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.clearProperty(SdkSystemSetting.CBOR_ENABLED.property());
    }
}
