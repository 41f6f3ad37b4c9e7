package dev.tmctl.event;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Media types as `datacontenttype` and `Content-Type` carry them (RFC 2046).
public final class MediaType {
    /// The one that nearly every event has.
    private static final String JSON = "application/json";

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern SYNTAX = Pattern.compile(
            TOKEN + "/" + TOKEN + "(\\s*;\\s*(" + TOKEN + "=(" + TOKEN + "|\"([^\"\\\\]|\\\\.)*\"))?)*\\s*");

    private static final Pattern CHARSET = Pattern.compile(";\\s*charset=\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> UTF_8 = Set.of("utf-8", "utf8", "us-ascii", "ascii");

    private MediaType() {}

    /// Whether a request with this `Content-Type` carries events in structured or batched mode (HTTP protocol
    /// binding, section 3).
    public static boolean isCloudEvents(@Nullable String text) {
        return text != null && essence(text).startsWith("application/cloudevents");
    }

    /// Whether text of this type is UTF-8: the parameter `charset` names it, or is absent.
    public static boolean isUtf8(String text) {
        Matcher charset = CHARSET.matcher(text);
        return !charset.find() || UTF_8.contains(charset.group(1).toLowerCase(Locale.ROOT));
    }

    /// Whether the text is `type/subtype` with optional parameters.
    public static boolean isValid(String text) {
        return text.equals(JSON) || SYNTAX.matcher(text).matches();
    }

    /// Type and subtype in lower case, without parameters.
    public static String essence(String text) {
        int semicolon = text.indexOf(';');
        return (semicolon < 0 ? text : text.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /// Whether data of this type is JSON: an absent type counts as `application/json`, and so does every
    /// `+json`.
    ///
    /// See section 3.1 of the
    /// [JSON event format](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md).
    public static boolean isJson(@Nullable String text) {
        if (text == null || text.equals(JSON)) {
            return true;
        }
        String essence = essence(text);
        String subtype = essence.substring(essence.indexOf('/') + 1);
        return subtype.equals("json") || subtype.endsWith("+json");
    }
}
