package dev.tmctl.bench.subject;

import dev.tmctl.local.LocalKinesis;
import dev.tmctl.local.LocalKinesisConfig;
import java.nio.file.Path;

/// The embedded local Kinesis.
public final class LocalKinesisMain {
    private LocalKinesisMain() {}

    /// @param arguments the data directory
    public static void main(String[] arguments) throws Exception {
        LocalKinesis kinesis = LocalKinesis.start(LocalKinesisConfig.in(Path.of(arguments[0])));
        Protocol.say("READY " + kinesis.port());
        Protocol.awaitEnd();
        kinesis.close();
        System.exit(0);
    }
}
