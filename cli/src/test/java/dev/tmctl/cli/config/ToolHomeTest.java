package dev.tmctl.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where targets and settings are; nowhere that depends on the current folder.
class ToolHomeTest {
    private static Map<String, String> environment(@Nullable String tool, @Nullable String user) {
        Map<String, String> environment = new HashMap<>();
        if (tool != null) {
            environment.put("TMCTL_HOME", tool);
        }
        if (user != null) {
            environment.put("HOME", user);
        }
        return environment;
    }

    @ParameterizedTest
    @CsvSource({
        ", /home/me, /home/me/.triggermesh/cli",
        "'', /home/me, /home/me/.triggermesh/cli",
        "/var/tmctl, /home/me, /var/tmctl",
        "/var/tmctl, , /var/tmctl",
        "/var/tmctl, '', /var/tmctl",
        "/var/tmctl, relative, /var/tmctl"
    })
    void should_take_absolute_folders(@Nullable String tool, @Nullable String user, String folder) {
        assertThat(ToolHome.of(environment(tool, user))).isEqualTo(Path.of(folder));
        assertThat(ToolHome.find(environment(tool, user))).contains(Path.of(folder));
    }

    @ParameterizedTest
    @CsvSource({", ", ", ''", ", .", ", some/home", ", ~", "'', relative", "'', "})
    void should_refuse_a_home_that_is_missing_empty_or_relative(@Nullable String tool, @Nullable String user) {
        assertThat(ToolHome.find(environment(tool, user))).isEmpty();
        assertThatThrownBy(() -> ToolHome.of(environment(tool, user)))
                .isInstanceOfSatisfying(
                        NoHomeException.class,
                        e -> assertThat(e.nextStep())
                                .isEqualTo("export TMCTL_HOME=/FOLDER, with the folder that is to hold them"))
                .hasMessage("there is no folder for targets and settings: neither TMCTL_HOME nor HOME is an absolute "
                        + "path; nothing was changed");
    }

    @Test
    void should_refuse_a_relative_folder_also_where_there_is_a_home() {
        assertThatThrownBy(() -> ToolHome.of(environment("state", "/home/me")))
                .isInstanceOfSatisfying(
                        NoHomeException.class,
                        e -> assertThat(e.nextStep())
                                .isEqualTo("export TMCTL_HOME=\""
                                        + Path.of("state").toAbsolutePath() + "\""))
                .hasMessage("TMCTL_HOME is \"state\", which is not an absolute path: each current folder would have "
                        + "other targets; nothing was changed");
    }
}
