package dev.tmctl.manifest;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A command that takes a context's lock, says so, and holds it until it is killed.
final class LockHolder {

    private LockHolder() {}

    /// @param arguments the home and the context
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        try (StoreLock _ = new TargetStore(Path.of(arguments[0]), arguments[1]).lock()) {
            System.out.println("locked");
            new CountDownLatch(1).await();
        }
    }
}
