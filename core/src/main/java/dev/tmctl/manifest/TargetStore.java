package dev.tmctl.manifest;

import dev.tmctl.files.PrivateFiles;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The targets of one context, in upstream's place and format: `HOME/CONTEXT/manifest.yaml`.
public final class TargetStore {
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(60);

    private final Path folder;
    private final String context;

    /// @param home the folder of all contexts, by default `~/.triggermesh/cli`
    public TargetStore(Path home, String context) {
        this.folder = home.resolve(context);
        this.context = context;
    }

    /// The context's name.
    public String context() {
        return context;
    }

    /// The context's folder; it may not exist yet.
    public Path folder() {
        return folder;
    }

    /// The manifest's file; it may not exist yet.
    public Path manifestFile() {
        return folder.resolve("manifest.yaml");
    }

    /// Keeps other commands from changing this context until the lock is closed.
    public StoreLock lock() throws IOException {
        PrivateFiles.createOwnFolder(folder);
        return StoreLock.acquire(folder.resolve(".lock"), LOCK_TIMEOUT);
    }

    /// Every target of the context, in the manifest's order.
    ///
    /// @throws InvalidManifestException when the manifest is not YAML
    /// @throws InvalidInputException when a target in it breaks a rule
    public List<KinesisTarget> list() throws IOException {
        return read().targets();
    }

    /// The target of that name.
    public Optional<KinesisTarget> find(String name) throws IOException {
        return list().stream().filter(target -> target.name().equals(name)).findFirst();
    }

    /// The whole manifest; an empty one where there is no file.
    public Manifest read() throws IOException {
        String text = text();
        return Manifest.parse(text == null ? "" : text, manifestFile().toString());
    }

    /// Writes the manifest; an empty one removes the file.
    ///
    /// @throws InvalidManifestException when it could not be read again; nothing is changed then
    public void write(Manifest manifest) throws IOException {
        String text = readable(manifest);
        PrivateFiles.createOwnFolder(folder);
        if (manifest.isEmpty()) {
            Files.deleteIfExists(manifestFile());
        } else {
            PrivateFiles.replace(manifestFile(), text);
        }
    }

    /// Looks whether a manifest could be written.
    ///
    /// @throws InvalidManifestException when it could not be read again
    public void check(Manifest manifest) {
        readable(manifest);
    }

    /// The bounds of a reader hold for the whole file, so that targets which pass them one by one may be
    /// too many.
    private String readable(Manifest manifest) {
        String text = manifest.render();
        try {
            Manifest.parse(text, manifestFile().toString());
            return text;
        } catch (InvalidManifestException e) {
            throw new InvalidManifestException("with this the context " + context + " would be too large: "
                    + e.getMessage() + "; keep some of its targets in another context, --context NAME");
        }
    }

    /// The manifest's text, for [#restore]; null where there is no file.
    public @Nullable String text() throws IOException {
        try {
            return ManifestText.of(manifestFile());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /// Puts the manifest back as it was, to the letter.
    ///
    /// @param text from [#text]
    public void restore(@Nullable String text) throws IOException {
        if (text == null) {
            Files.deleteIfExists(manifestFile());
        } else {
            PrivateFiles.replace(manifestFile(), text);
        }
    }

    /// Adds or replaces a target.
    public void put(KinesisTarget target) throws IOException {
        write(read().with(target, context));
    }
}
