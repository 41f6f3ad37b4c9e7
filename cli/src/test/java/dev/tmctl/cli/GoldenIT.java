package dev.tmctl.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a session looks whose processes are real, from the first command to the last, in a pipe and on a terminal.
class GoldenIT {
    private static final List<String> SESSION = List.of(
            "create target awskinesis --local --name orders --partition quickstart",
            "describe",
            "send --id 1 '{\"order\": 1}'",
            "send -q -o name '{\"order\": 2}'",
            "describe orders",
            "watch --from beginning --max 2",
            "local status",
            "stop",
            "send '{\"order\": 3}'",
            "delete target orders --yes",
            "local reset --yes",
            "local stop");

    private final Path home;
    private final InstalledTmctl tmctl;

    GoldenIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    @Test
    void should_look_as_it_did_in_a_pipe() throws Exception {
        StringBuilder seen = new StringBuilder();
        for (String command : SESSION) {
            InstalledTmctl.Result result = tmctl.run(command.replace("{\"order\": ", "{\"order\":")
                    .replace("'", "")
                    .split(" "));
            seen.append("$ tmctl ")
                    .append(command)
                    .append('\n')
                    .append(result.out())
                    .append(result.err());
            exit(seen, result.code());
        }
        Golden.assertLooks("process-session.pipe.txt", scrubbed(seen));
    }

    @Test
    void should_look_as_it_did_on_a_terminal() throws Exception {
        StringBuilder seen = new StringBuilder();
        for (String command : SESSION) {
            try (Terminal terminal = new Terminal(tmctl, command, Map.of("TERM", "xterm"))) {
                int code = terminal.end();
                seen.append("$ tmctl ").append(command).append('\n').append(terminal.text());
                exit(seen, code);
            }
        }
        Golden.assertLooks("process-session.terminal.txt", scrubbed(seen));
    }

    private static void exit(StringBuilder seen, int code) {
        if (code != 0) {
            seen.append("exit ").append(code).append('\n');
        }
    }

    private String scrubbed(CharSequence seen) {
        return Masked.text(seen.toString()).replace(home.toString(), "HOME").replaceAll("(pid +)\\d+", "$1PID");
    }
}
