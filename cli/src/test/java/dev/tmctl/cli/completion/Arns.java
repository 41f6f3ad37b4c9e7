package dev.tmctl.cli.completion;

import java.util.List;

/// What the scripts know of ARNs and of the files that hold names.
final class Arns {
    private Arns() {}

    /// How the ARN of a stream begins, for each AWS partition.
    static List<String> prefixes() {
        return AwsRegions.byPartition().keySet().stream()
                .map(partition -> "arn:" + partition + ":kinesis:")
                .toList();
    }

    /// The awk program that reads names and ARNs. It stands in single quotes in every shell, so it has none of its own.
    static String reader() {
        return Template.read("stored.awk")
                .with("LOCAL_ARN", "arn:aws:kinesis:us-east-1:000000000000:stream/")
                .part();
    }
}
