package dev.tmctl.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;

/// The regions that the AWS SDK knows, by their AWS partition.
final class AwsRegions {
    private AwsRegions() {}

    /// The names of the regions, sorted, by the partition's id as it stands in an ARN.
    static Map<String, List<String>> byPartition() {
        Map<String, List<String>> regions = new TreeMap<>();
        for (Region region : Region.regions()) {
            RegionMetadata metadata = RegionMetadata.of(region);
            if (!region.isGlobalRegion() && metadata != null) {
                regions.computeIfAbsent(metadata.partition().id(), id -> new ArrayList<>())
                        .add(region.id());
            }
        }
        regions.values().forEach(names -> names.sort(null));
        return regions;
    }

    /// A region's place in words, for example `Europe (Frankfurt)`.
    static String place(String region) {
        return RegionMetadata.of(Region.of(region)).description();
    }
}
