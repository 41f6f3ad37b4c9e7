package dev.tmctl.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// A file of variables that its user has added to.
class EnvFileTest {
    private static final EnvFile KEYS = EnvFile.of(Map.of("TMCTL_A_ID", "id", "TMCTL_A_KEY", "key"));
    private static final EnvFile NO_KEYS =
            EnvFile.of(Map.of("TMCTL_A_ID", "<user_input>", "TMCTL_A_KEY", "<user_input>"));

    @Test
    void isWrittenWithItsMark() {
        assertThat(KEYS.text()).isEqualTo("""
                # Written by tmctl dump. Keep it secret.
                TMCTL_A_ID='id'
                TMCTL_A_KEY='key'
                """);
        assertThat(NO_KEYS.text()).isEqualTo("""
                # Written by tmctl dump. Keep it secret.
                TMCTL_A_ID='<user_input>'
                TMCTL_A_KEY='<user_input>'
                """);
        assertThat(KEYS.hasKeys()).isTrue();
        assertThat(NO_KEYS.hasKeys()).isFalse();
    }

    @Test
    void keepsWhatIsNotItsOwn() {
        assertThat(KEYS.mergedInto("""
                # Written by tmctl dump. Keep it secret.
                # mine
                COMPOSE_PROJECT_NAME=shop

                export TMCTL_A_ID = old\r
                TMCTL_B_ID='of a target that is not dumped'
                TMCTL_A_ID_2=x
                no variable
                LAST=1""")).isEqualTo("""
                # Written by tmctl dump. Keep it secret.
                # mine
                COMPOSE_PROJECT_NAME=shop

                TMCTL_A_ID='id'\r
                TMCTL_B_ID='of a target that is not dumped'
                TMCTL_A_ID_2=x
                no variable
                LAST=1
                TMCTL_A_KEY='key'
                """);
    }

    @Test
    void putsNoPlaceholderInTheSteadOfAKey() {
        String mine = "# Written by tmctl dump. Keep it secret.\nTMCTL_A_KEY='key'\n";
        assertThat(NO_KEYS.mergedInto(mine)).isEqualTo(mine + "TMCTL_A_ID='<user_input>'\n");
        assertThat(NO_KEYS.mergedInto(KEYS.text())).isEqualTo(KEYS.text());
        assertThat(KEYS.mergedInto(NO_KEYS.text())).isEqualTo(KEYS.text());
    }
}
