package dev.tmctl.target;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Amazon Resource Name of a Kinesis data stream, in any AWS partition.
///
/// @param partition the AWS partition, for example `aws`, `aws-cn`, `aws-us-gov`, `aws-iso-b` or `aws-eusc`
/// @param region the region, for example `eu-central-1`; clients are made for this region
/// @param accountId the owner, 12 digits
/// @param streamName 1 to 128 characters of `a-zA-Z0-9_.-`
/// @see <a
/// href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StreamDescription.html">StreamDescription</a>
/// @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARN format</a>
public record StreamArn(String partition, String region, String accountId, String streamName) {
    private static final String EXPECTED = "expected arn:aws:kinesis:REGION:ACCOUNT:stream/NAME";
    private static final Pattern PARTITION = Pattern.compile("aws(-[a-z]+)*");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
    private static final Pattern CONSUMER = Pattern.compile("stream/([^/]+)/consumer/.*");
    private static final Pattern PLACEHOLDER = Pattern.compile("<[^<>:]*>|\\$\\{[^}]*}|\\$[A-Z_]+");
    private static final int MAX_LENGTH = 2048;

    /// Region prefixes that belong to one partition only; every other region may be of `aws` or of one not
    /// known here.
    private static final Map<String, String> PARTITION_OF_PREFIX = Map.of(
            "cn-", "aws-cn",
            "us-gov-", "aws-us-gov",
            "us-iso-", "aws-iso",
            "us-isob-", "aws-iso-b",
            "eu-isoe-", "aws-iso-e",
            "us-isof-", "aws-iso-f",
            "eusc-", "aws-eusc");

    public StreamArn {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(streamName, "streamName");
    }

    /// Reads an ARN.
    ///
    /// @throws InvalidValueException when the text is not the ARN of a stream; the message says which part
    ///     is wrong
    public static StreamArn parse(String text) {
        if (text.isBlank()) {
            throw new InvalidValueException("is empty; " + EXPECTED);
        }
        if (text.length() > MAX_LENGTH) {
            throw invalid(text, "is longer than " + MAX_LENGTH + " characters");
        }
        Matcher placeholder = PLACEHOLDER.matcher(text);
        if (placeholder.find()) {
            throw invalid(
                    text,
                    "still holds the placeholder " + placeholder.group() + "; replace it with your own value, "
                            + "\"aws kinesis describe-stream-summary --stream-name NAME\" prints the ARN");
        }
        if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw invalid(text, "holds white space");
        }
        String[] parts = text.split(":", 6);
        if (!parts[0].equals("arn")) {
            throw invalid(text, "does not start with \"arn:\"; " + EXPECTED);
        }
        if (parts.length < 6) {
            throw invalid(text, "has " + parts.length + " of 6 parts; " + EXPECTED);
        }
        return new StreamArn(
                partition(text, parts[1], parts[2]),
                region(text, parts[1], parts[3]),
                account(text, parts[4]),
                stream(text, parts[5]));
    }

    private static String partition(String text, String partition, String service) {
        if (!PARTITION.matcher(partition).matches()) {
            throw invalid(
                    text, "has the AWS partition " + Quoted.of(partition) + "; expected aws, aws-cn, aws-us-gov, …");
        }
        if (!service.equals("kinesis")) {
            String hint = service.equals("firehose")
                    ? "; that is a Firehose delivery stream, not a Kinesis data stream"
                    : "; expected kinesis";
            throw invalid(text, "names the service " + Quoted.of(service) + hint);
        }
        return partition;
    }

    private static String region(String text, String partition, String region) {
        if (!REGION.matcher(region).matches()) {
            throw invalid(text, "has the region " + Quoted.of(region) + "; expected one like eu-central-1");
        }
        String home = PARTITION_OF_PREFIX.entrySet().stream()
                .filter(entry -> region.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (home == null && PARTITION_OF_PREFIX.containsValue(partition)) {
            throw invalid(
                    text,
                    "puts the region " + region + " into the AWS partition " + partition + ", where it does not exist");
        }
        if (home != null && !home.equals(partition)) {
            throw invalid(
                    text,
                    "puts the region " + region + " into the AWS partition " + partition + "; it belongs to " + home);
        }
        return region;
    }

    private static String account(String text, String account) {
        if (!ACCOUNT.matcher(account).matches()) {
            throw invalid(text, "has the account " + Quoted.of(account) + "; expected 12 digits");
        }
        return account;
    }

    private static String stream(String text, String resource) {
        Matcher consumer = CONSUMER.matcher(resource);
        if (consumer.matches()) {
            throw invalid(text, "names a consumer; records are written to its stream, stream/" + consumer.group(1));
        }
        if (!resource.startsWith("stream/")) {
            throw invalid(text, "names the resource " + Quoted.of(resource) + "; expected stream/NAME");
        }
        String name = resource.substring("stream/".length());
        if (!STREAM_NAME.matcher(name).matches()) {
            throw invalid(
                    text,
                    "has the stream name " + Quoted.of(name)
                            + "; expected 1 to 128 letters, digits, \"_\", \".\" or \"-\"");
        }
        return name;
    }

    private static InvalidValueException invalid(String given, String reason) {
        return new InvalidValueException(Quoted.of(given) + " " + reason);
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":kinesis:" + region + ":" + accountId + ":stream/" + streamName;
    }
}
