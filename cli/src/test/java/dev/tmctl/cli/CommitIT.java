package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tool names the commit that it was built from, in a worktree too.
class CommitIT {
    @Test
    void should_name_the_commit_of_this_checkout(@TempDir Path home) throws Exception {
        assumeTrue(Bats.installed("git"), "git is not installed");
        String built = new InstalledTmctl(home).run("--version").out().strip();
        String commit = describe();
        assumeTrue(!commit.isEmpty(), "these are sources without their history");
        assertThat(built.replace("-dirty", "")).matches("tmctl \\S+ \\(" + Pattern.quote(commit) + "\\)");
    }

    private static String describe() throws Exception {
        Process git = new ProcessBuilder("git", "-c", "safe.directory=*", "describe", "--always", "--abbrev=7")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .directory(Path.of("..").toFile())
                .start();
        String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        git.waitFor();
        return out.strip();
    }
}
