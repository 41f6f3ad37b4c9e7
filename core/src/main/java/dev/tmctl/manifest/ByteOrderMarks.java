package dev.tmctl.manifest;

/// Byte order marks, which editors put at the start of a file, and which `cat` so brings to the start of
/// any document.
///
/// @see <a href="https://yaml.org/spec/1.2.2/#52-character-encodings">Character encodings of YAML</a>
final class ByteOrderMarks {
    private static final char MARK = '\ufeff';

    private ByteOrderMarks() {}

    /// A text of YAML without those at starts of documents. Others are part of what they stand in.
    static String withoutIn(String yaml) {
        if (yaml.indexOf(MARK) < 0) {
            return yaml;
        }
        StringBuilder text = new StringBuilder(yaml.length());
        boolean start = true;
        for (int at = 0; at < yaml.length(); ) {
            int next = yaml.indexOf('\n', at) + 1;
            String line = yaml.substring(at, next == 0 ? yaml.length() : next);
            at += line.length();
            String content = line.substring(marks(line));
            boolean boundary = content.startsWith("---") || content.startsWith("...") || content.startsWith("%");
            text.append(start || boundary ? content : line);
            if (boundary) {
                start = isEmpty(content.substring(Math.min(content.length(), 3))) || content.startsWith("%");
            } else {
                start = start && isEmpty(content);
            }
        }
        return text.toString();
    }

    private static int marks(String line) {
        int marks = 0;
        while (marks < line.length() && line.charAt(marks) == MARK) {
            marks++;
        }
        return marks;
    }

    private static boolean isEmpty(String line) {
        return line.isBlank() || line.stripLeading().startsWith("#");
    }

    /// A text of JSON objects one behind the other with blanks in place of those between them.
    static String blankedIn(String json) {
        if (json.indexOf(MARK) < 0) {
            return json;
        }
        StringBuilder text = new StringBuilder(json);
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == MARK && depth == 0) {
                text.setCharAt(i, ' ');
            } else {
                quoted = c == '"';
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            }
        }
        return text.toString();
    }
}
