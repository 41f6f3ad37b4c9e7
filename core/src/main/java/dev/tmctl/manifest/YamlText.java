package dev.tmctl.manifest;

import dev.tmctl.text.Visible;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/// Writes block-style YAML of which everything can be seen, and that YAML 1.1 and 1.2 read alike. Kubernetes'
/// own tools read 1.1, in which a plain `yes` is a boolean and `12:30` a number.
final class YamlText {
    /// What one of the two versions takes for something else than text.
    /// See <a href="https://yaml.org/type/">the types of YAML 1.1</a>.
    private static final Pattern NOT_TEXT = Pattern.compile("""
            |~|null|Null|NULL|y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|<<|=\
            |[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?\
            |[-+]?(\\.[0-9_]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)\
            |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \\t].*)?\
            """);

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(100_000)
            .build();

    private YamlText() {}

    /// One document of plain values, keys in the order of the map.
    static String of(Object value) {
        String text = new Dump(SETTINGS, new Representer()).dumpToString(value);
        // the library leaves some as they are in double quotes, the only place where they can be
        return Visible.text(text);
    }

    private static final class Representer extends StandardRepresenter {
        Representer() {
            super(SETTINGS);
            representers.put(String.class, this::text);
        }

        private org.snakeyaml.engine.v2.nodes.Node text(Object value) {
            String text = value.toString();
            return representScalar(Tag.STR, text, style(text));
        }

        private static ScalarStyle style(String text) {
            if (NOT_TEXT.matcher(text).matches() || !Visible.text(text).equals(text) || !isTextForAll(text)) {
                return ScalarStyle.DOUBLE_QUOTED;
            }
            // as kubectl prints it
            return text.contains("\n") ? ScalarStyle.LITERAL : ScalarStyle.PLAIN;
        }

        /// Whether kubectl's reader, which follows neither version, takes it for one too.
        private static boolean isTextForAll(String text) {
            try {
                return YamlScalars.plain(text).isTextual();
            } catch (TreeBounds.PassedException e) {
                return false;
            }
        }
    }
}
