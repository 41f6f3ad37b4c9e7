package dev.tmctl.local;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// An emulator that others wrote, to check the contract itself.
@ExtendWith(JsonEncoding.class)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
@TestInstance(Lifecycle.PER_CLASS)
abstract class EmulatorContract extends KinesisContract {

    private @Nullable Emulator emulator;

    /// Starts it, or skips the tests where it cannot be had.
    abstract Emulator emulator() throws Exception;

    @BeforeAll
    void start() throws Exception {
        emulator = emulator();
    }

    @AfterAll
    void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @Override
    URI endpoint() {
        if (emulator == null) {
            throw new IllegalStateException("not started");
        }
        return emulator.endpoint();
    }
}
