package dev.tmctl.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The Debian package, installed and purged in a copy of this system that nothing outlives.
class DebianPackageIT {
    @TestFactory
    List<DynamicTest> should_install_and_purge(@TempDir Path home) throws Exception {
        assumeTrue(Bats.installed("dpkg"), "this system is no Debian");
        // the copy is mounted in a namespace of its own, which ends with bats
        assumeTrue(
                Bats.installed("unshare")
                        && new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0,
                "this user cannot make a copy of the system");
        return Bats.tests(
                List.of("unshare", "-m"),
                Path.of("src/test/bats/debian.bats"),
                home,
                Map.of(
                        "TMCTL_DEB",
                        System.getProperty("tmctl.deb"),
                        "TMCTL_VERSION",
                        System.getProperty("tmctl.version"),
                        "TMCTL_MAINTAINER",
                        System.getProperty("tmctl.maintainer"),
                        "TMCTL_OUTSIDE",
                        Files.readSymbolicLink(Path.of("/proc/self/ns/mnt")).toString(),
                        "TMCTL_PAGES",
                        Path.of("..", "man").toAbsolutePath().normalize().toString()));
    }
}
