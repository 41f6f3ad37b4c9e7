package dev.tmctl.local.internal.store;

import dev.tmctl.files.PrivateFiles;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which places of the data folder could not be written the last time, and why. Each change is logged once.
final class WriteHealth {

    /// Named so that it is known as ours if a crash leaves it behind.
    static final String PROBE = "probe.tmp";

    private static final Logger LOG = LoggerFactory.getLogger(WriteHealth.class);

    /// As much as a batch of records takes before the first of it is written.
    private static final int PROBE_BYTES = 512 * 1024;

    private final Map<Path, String> problems = new ConcurrentHashMap<>();

    /// @param consequence what does not work until the place can be written
    void failed(Path place, String reason, String consequence) {
        if (problems.put(place, reason) == null) {
            LOG.error("cannot write {}: {}; {} until there is room or the fault is mended", place, reason, consequence);
        }
    }

    void succeeded(Path place) {
        if (!problems.isEmpty() && problems.remove(place) != null) {
            LOG.info("{} can be written again", place);
        }
    }

    /// What is wrong now, in one line.
    Optional<String> problem() {
        return problems.entrySet().stream()
                .findFirst()
                .map(problem -> "cannot write " + problem.getKey() + ": " + problem.getValue());
    }

    /// Tries whether the folders among the places can be written again.
    void probe() {
        for (Path place : problems.keySet()) {
            if (!place.endsWith(MetadataFile.NAME) && isWritable(nearestFolder(place))) {
                succeeded(place);
            }
        }
    }

    private static Path nearestFolder(Path place) {
        Path folder = place.toAbsolutePath();
        while (!Files.isDirectory(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static boolean isWritable(Path folder) {
        Path probe = folder.resolve(PROBE);
        try {
            PrivateFiles.createFile(probe);
            try (FileOutputStream out = new FileOutputStream(probe.toFile())) {
                out.write(new byte[PROBE_BYTES]);
                out.getFD().sync();
            } finally {
                Files.deleteIfExists(probe);
            }
            return true;
        } catch (IOException stillSo) {
            LOG.debug("{} cannot be written: {}", folder, stillSo.toString());
            return false;
        }
    }
}
