package dev.tmctl.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The packed archives, unpacked and installed.
class ArchiveIT {
    @TestFactory
    List<DynamicTest> should_run_where_there_is_no_java(@TempDir Path home) throws Exception {
        return Bats.tests(
                Path.of("src/test/bats/archive.bats"),
                home,
                Map.of(
                        "TMCTL_ARCHIVES",
                        System.getProperty("tmctl.archives"),
                        "TMCTL_VERSION",
                        System.getProperty("tmctl.version")));
    }
}
