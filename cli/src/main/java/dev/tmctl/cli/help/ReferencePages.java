package dev.tmctl.cli.help;

import dev.tmctl.cli.config.Setting;
import dev.tmctl.cli.help.Block.Commands;
import dev.tmctl.cli.help.Block.Heading;
import dev.tmctl.cli.help.Block.Paragraph;
import dev.tmctl.cli.help.Block.Term;
import dev.tmctl.cli.help.Block.Terms;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.environment.EnvironmentVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Pages that list what the code itself lists.
final class ReferencePages {
    private ReferencePages() {}

    static List<Block> exitCodes() {
        List<Term> codes = Arrays.stream(ExitCode.values())
                .map(code -> new Term(Integer.toString(code.code()), sentence(code.meaning()) + " " + code.detail()))
                .toList();
        return List.of(
                new Terms(codes),
                new Paragraph(
                        "SIGTERM ends a command with 143 as Ctrl-C does with 130; an adapter and a local Kinesis in the "
                                + "foreground finish what is under way and end with 0. A reader that goes away, as head does, is no "
                                + "failure."),
                new Heading("Example"),
                new Commands(List.of(
                        "tmctl send -q -o none '{\"order\": 1}'",
                        "case $? in 0) echo stored ;; 4) echo credentials ;; 5) echo unreachable ;; esac")));
    }

    static List<Block> environment() {
        List<Block> page = new ArrayList<>();
        page.add(new Paragraph("A flag wins over the environment, which wins over the settings file ("
                + Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.joining(", "))
                + "), which wins over the default. tmctl config list --show-origin says who set what. An empty variable "
                + "counts as none."));
        for (EnvironmentVariable.Area area : EnvironmentVariable.Area.values()) {
            page.add(new Heading(area.title()));
            page.add(new Terms(Arrays.stream(EnvironmentVariable.values())
                    .filter(variable -> variable.area() == area)
                    .map(variable -> new Term(variable.name(), variable.meaning()))
                    .toList()));
            if (area == EnvironmentVariable.Area.AWS) {
                page.add(new Paragraph("The AWS SDK itself looks at more, such as AWS_CONFIG_FILE, "
                        + "AWS_SHARED_CREDENTIALS_FILE and AWS_EC2_METADATA_DISABLED."));
            }
        }
        return List.copyOf(page);
    }

    private static String sentence(String meaning) {
        return Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1) + ".";
    }
}
