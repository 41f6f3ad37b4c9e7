package dev.tmctl.dump;

import dev.tmctl.manifest.IncomingManifest;
import dev.tmctl.manifest.IncomingManifest.Source;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The manifests of the tests.
final class Manifests {
    static final Path FOLDER = Path.of("src/test/resources/dev/tmctl/dump");

    private Manifests() {}

    /// The targets of a manifest of the corpus.
    static List<KinesisTarget> targets(String manifest) throws IOException {
        return read(Files.readString(FOLDER.resolve("corpus").resolve(manifest)))
                .targets();
    }

    static IncomingManifest read(String text) {
        return IncomingManifest.read(List.of(new Source("manifest", text)));
    }

    /// Every valid target of the corpus that has its stream on AWS, each with a name of its own.
    static List<KinesisTarget> allTargets() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("corpus"))) {
            List<KinesisTarget> targets = new ArrayList<>();
            for (String name : files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".expected") && !name.startsWith("broken-"))
                    .sorted()
                    .toList()) {
                targets.addAll(targets(name));
            }
            targets.removeIf(KinesisTarget::local);
            List<KinesisTarget> renamed = new ArrayList<>();
            for (KinesisTarget target : targets) {
                renamed.add(named(target, target.name() + "-" + renamed.size()));
            }
            return renamed;
        }
    }

    private static KinesisTarget named(KinesisTarget target, String name) {
        return new KinesisTarget(
                name,
                target.arn(),
                target.partitionKey(),
                target.auth(),
                target.discardCloudEventContext(),
                target.endpoint(),
                target.port(),
                target.local(),
                target.partitioning(),
                target.adapterOverrides());
    }
}
