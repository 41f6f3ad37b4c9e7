package dev.tmctl.local.internal.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The ARN of a stream. Only the stream's name decides here, whatever the partition, region and account.
public final class StreamArn {

    /// The pattern in the API's model.
    public static final String PATTERN = "arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+";

    private static final Pattern NAMED =
            Pattern.compile("arn:aws[a-z-]*:kinesis:[a-z0-9-]*:\\d{12}:stream/([a-zA-Z0-9_.-]{1,128})");

    private StreamArn() {}

    public static String of(String region, String accountId, String stream) {
        return "arn:aws:kinesis:" + region + ":" + accountId + ":stream/" + stream;
    }

    /// The name in an ARN.
    ///
    /// @return the name of the stream, or empty when the text is another kind of ARN, such as a consumer's
    public static Optional<String> streamName(String arn) {
        Matcher matcher = NAMED.matcher(arn);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
