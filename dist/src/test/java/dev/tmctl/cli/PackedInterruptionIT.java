package dev.tmctl.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C on the packed Java runtime: it has only the modules that were named, and what a second Ctrl-C needs is found
/// by reflection.
class PackedInterruptionIT extends InterruptionIT {
    PackedInterruptionIT(@TempDir Path folder) throws IOException {
        super(folder);
    }
}
