package dev.tmctl.local;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A local Kinesis in a process of its own: prints its port and runs until it is killed.
final class LocalKinesisMain {

    private LocalKinesisMain() {}

    /// @param arguments data directory, port (0 for a free one)
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        LocalKinesisConfig config =
                LocalKinesisConfig.in(Path.of(arguments[0])).withPort(Integer.parseInt(arguments[1]));
        LocalKinesis kinesis = LocalKinesis.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(kinesis::close));
        System.out.println(kinesis.port());
        new CountDownLatch(1).await();
    }
}
