package dev.tmctl.cli.support;

import dev.tmctl.cli.config.ConfigMistake;
import dev.tmctl.cli.config.Setting;
import dev.tmctl.cli.terminal.Columns;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Tells what is wrong with `config.yaml`, what was probably meant, and the commands that mend it.
public final class ConfigMistakes {
    private final UserOutput userOutput;

    public ConfigMistakes(UserOutput userOutput) {
        this.userOutput = userOutput;
    }

    /// Tells mistakes that end a command.
    ///
    /// @param unchanged goes on behind the first line where the command was to change something; else empty
    void report(Path file, List<ConfigMistake> mistakes, String unchanged) {
        userOutput.error(title(file, mistakes) + unchanged);
        tell(mistakes);
    }

    /// Tells mistakes beside which a command can do its work.
    public void warn(Path file, List<ConfigMistake> mistakes) {
        userOutput.tell("warning: " + title(file, mistakes));
        tell(mistakes);
    }

    private static String title(Path file, List<ConfigMistake> mistakes) {
        return file + " has " + (mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes");
    }

    private void tell(List<ConfigMistake> mistakes) {
        int width = mistakes.stream()
                .mapToInt(mistake -> Columns.of(place(mistake)))
                .max()
                .orElse(0);
        for (ConfigMistake mistake : mistakes) {
            String place = place(mistake);
            userOutput.tell("  " + Columns.padded(place, width) + "  " + mistake.message());
        }
        mistakes.stream()
                .filter(ConfigMistake::isUnknown)
                .map(mistake -> Suggestion.of(place(mistake), Setting.keys()))
                .flatMap(Optional::stream)
                .distinct()
                .forEach(meant -> userOutput.advise("did you mean " + meant + "?"));
        mistakes.stream()
                .filter(ConfigMistake::isMendable)
                .forEach(mistake -> userOutput.advise("tmctl config unset " + place(mistake)));
        if (!mistakes.stream().allMatch(ConfigMistake::isMendable)) {
            userOutput.advise("mend the file by hand, or move it away");
        }
    }

    private static String place(ConfigMistake mistake) {
        return mistake.key() == null ? "the file" : mistake.key();
    }
}
