package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The launcher and the installer in real shells, and what a checker of shell scripts says of all of them.
class ScriptsIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> SHELLS = List.of("dash", "bash --posix");

    @TempDir
    private Path home;

    @TestFactory
    List<DynamicContainer> should_start_the_tool_in_every_shell() throws Exception {
        return inEveryShell("launcher.bats", "TMCTL_DIST", System.getProperty("tmctl.distribution"));
    }

    @TestFactory
    List<DynamicContainer> should_install_and_remove_in_every_shell() throws Exception {
        return inEveryShell(
                "installer.bats",
                "TMCTL_INSTALLER",
                ROOT.resolve("scripts/install.sh").toString());
    }

    private List<DynamicContainer> inEveryShell(String file, String variable, String value) throws Exception {
        List<DynamicContainer> shells = new ArrayList<>();
        for (String shell : SHELLS) {
            assumeTrue(Bats.installed(shell.split(" ")[0]), shell + " is not installed");
            shells.add(dynamicContainer(
                    shell,
                    Bats.tests(Path.of("src/test/bats", file), home, Map.of("TMCTL_SHELL", shell, variable, value))));
        }
        return shells;
    }

    @Test
    void should_have_scripts_that_shellcheck_finds_nothing_in() throws Exception {
        assumeTrue(Bats.installed("shellcheck"), "shellcheck is not installed; scripts/install-test-shells.sh does it");
        List<String> command = new ArrayList<>(List.of("shellcheck", "--external-sources"));
        List<String> scripts = scripts();
        assertThat(scripts)
                .contains(
                        ".ci/run",
                        "cli/src/main/dist/bin/tmctl",
                        "cli/src/main/dist/lib/find-java.sh",
                        "cli/src/test/bats/launcher.bats",
                        "dist/src/deb/control/postinst",
                        "scripts/install.sh");
        command.addAll(scripts);
        assertFindsNothing(command);
    }

    @Test
    void should_have_workflows_that_actionlint_finds_nothing_in() throws Exception {
        Path actionlint = ROOT.resolve("target/tools/actionlint");
        assumeTrue(
                Files.isExecutable(actionlint), "actionlint is not installed; scripts/install-actionlint.sh does it");
        assertFindsNothing(List.of(actionlint.toString(), "-no-color"));
    }

    private void assertFindsNothing(List<String> command) throws Exception {
        Path log = home.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    }

    /// Every script of the source tree that is written by hand, by its path in there.
    private static List<String> scripts() throws IOException {
        List<String> scripts = new ArrayList<>();
        for (String folder : List.of(".ci", "scripts", "examples", "cli/src", "dist/src")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (isScript(file)) {
                        scripts.add(ROOT.relativize(file).toString());
                    }
                }
            }
        }
        return scripts;
    }

    private static boolean isScript(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".java") || name.endsWith(".json")) {
            return false;
        }
        String start = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        return name.endsWith(".sh")
                || start.startsWith("#!")
                        && start.lines().findFirst().orElse("").matches(".*sh|.*bats");
    }
}
