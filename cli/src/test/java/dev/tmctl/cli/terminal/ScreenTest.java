package dev.tmctl.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final StringWriter seen = new StringWriter();
    private boolean colours = true;
    private final Screen screen = new Screen(new PrintWriter(seen), () -> colours);

    @Test
    void should_let_nothing_from_outside_act_on_the_terminal() {
        screen.println("\033[31mred\u009b2J\ta\r\nb\u202e");
        screen.print('\033');
        screen.write("a\007b", 1, 1);
        screen.write("\b\177".toCharArray());
        screen.printf("%s", "\033");
        screen.append("\u200b");
        assertThat(seen.toString())
                .isEqualTo("\\u001b[31mred\\u009b2J\ta\\r\nb\\u202e\n" + "\\u001b\\u0007\\u0008\\u007f\\u001b\\u200b");
    }

    @Test
    void should_add_its_own_colours_behind_that() {
        screen.println(new StyledText()
                .error("error:")
                .plain(" ")
                .label("a\033[1mb")
                .good("ok\n")
                .bad("no\t")
                .add(StyledText.of("\033[m")));
        assertThat(seen.toString())
                .isEqualTo("\033[91;1merror:\033[m \033[1ma\\u001b[1mb\033[m\033[32mok\\n\033[m\033[31mno\\t\033[m"
                        + "\\u001b[m\n");
    }

    @Test
    void should_have_no_colours_where_nobody_wants_them() {
        colours = false;
        screen.println(new StyledText().error("error:").plain(" x"));
        assertThat(seen.toString()).isEqualTo("error: x\n");
    }

    /// Nothing is printed behind it on the same line.
    @Test
    void should_take_a_drawn_line_away_before_anything_is_printed() {
        screen.draw("1 of 2\033");
        screen.draw("2 of 2");
        screen.println("a");
        screen.println("b");
        screen.draw("3");
        screen.println(StyledText.of("c"));
        screen.draw("4");
        screen.erase();
        screen.erase();
        assertThat(seen.toString())
                .isEqualTo("\033[1G1 of 2\\u001b\033[0K\033[1G2 of 2\033[0K"
                        + "\033[1G\033[0Ka\nb\n"
                        + "\033[1G3\033[0K\033[1G\033[0Kc\n"
                        + "\033[1G4\033[0K\033[1G\033[0K");
    }

    @Test
    void should_leave_text_of_the_tool_itself_alone() {
        screen.unfiltered().print("\033[1mUsage:\033[m");
        assertThat(seen.toString()).isEqualTo("\033[1mUsage:\033[m");
    }
}
