package dev.tmctl.aws;

import software.amazon.awssdk.regions.ServiceMetadata;

/// What every client of the SDK needs that can be made ready before it is known which.
public final class AwsHeadStart {
    private AwsHeadStart() {}

    /// Loads the SDK's tables of services and regions: 300 classes, of which each client looks at one. They are data
    /// that need nothing else, so that any thread may load them.
    public static void loadTables() {
        ServiceMetadata.of("kinesis");
    }
}
