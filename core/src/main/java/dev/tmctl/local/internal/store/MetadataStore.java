package dev.tmctl.local.internal.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tmctl.files.FileProblem;
import dev.tmctl.files.PrivateFiles;
import dev.tmctl.local.LocalKinesis;
import dev.tmctl.local.internal.model.KinesisStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The streams and their shards. Every change is on disk when its method returns; one that throws has
/// changed nothing.
final class MetadataStore implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(MetadataStore.class);

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .build();

    private final Path folder;
    private final MetadataFile file;
    private final WriteHealth health;
    private Metadata current;
    private boolean failed;
    private boolean namesWritten;

    private MetadataStore(Path folder, MetadataFile file, WriteHealth health, Metadata current) {
        this.folder = folder;
        this.file = file;
        this.health = health;
        this.current = current;
    }

    /// Opens the metadata of a data folder, after it was checked that all in the folder belongs together.
    ///
    /// @param health receives whether the metadata can be written
    /// @throws dev.tmctl.local.DataFolderException when it does not belong together; nothing was changed then
    /// @throws IOException when it cannot be written
    static MetadataStore open(Path folder, WriteHealth health) throws IOException {
        return open(folder, health, UnaryOperator.identity());
    }

    static MetadataStore open(Path folder, WriteHealth health, UnaryOperator<String> fileName) throws IOException {
        MetadataFile file = new MetadataFile(folder.resolve(MetadataFile.NAME), fileName);
        FolderCheck check = new FolderCheck(folder);
        Metadata found = check.read(file);
        List<KinesisStream> streams;
        try {
            streams = parse(found);
        } catch (JsonProcessingException damage) {
            throw check.damaged(damage.getOriginalMessage());
        }
        check.requireMatching(streams, found.deletions());
        String folderId = found.folderId().isEmpty()
                ? check.marker().orElseGet(Marker::unused).folderId()
                : found.folderId();
        MetadataStore store = new MetadataStore(folder, file, health, found.of(folderId));
        try {
            file.replace(store.current);
        } catch (IOException problem) {
            throw new IOException("cannot write " + file.path() + ": " + FileProblem.inWords(problem), problem);
        }
        for (KinesisStream stream : streams) {
            // older versions made them with the first record
            PrivateFiles.createFolder(StreamFiles.in(folder).path(StreamFiles.name(stream.uid())));
        }
        store.writeMarker();
        store.writeNames();
        return store;
    }

    private static List<KinesisStream> parse(Metadata content) throws JsonProcessingException {
        List<KinesisStream> found = new ArrayList<>();
        for (String json : content.streams().values()) {
            found.add(JSON.readValue(json, KinesisStream.class));
        }
        return found;
    }

    synchronized List<KinesisStream> streams() throws IOException {
        return parse(current);
    }

    /// Folders of streams and shards whose deletion is not complete.
    synchronized List<String> deletions() {
        return List.copyOf(current.deletions());
    }

    /// What the next new stream gets.
    synchronized long nextUid() {
        return current.nextUid();
    }

    void put(KinesisStream stream) throws MetadataUnavailableException {
        put(stream, List.of());
    }

    /// Changes or adds a stream.
    ///
    /// @param deletions folders of its shards that are to be deleted then
    synchronized void put(KinesisStream stream, Collection<String> deletions) throws MetadataUnavailableException {
        String json;
        try {
            json = JSON.writeValueAsString(stream);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        save(current.with(stream.name(), stream.uid(), json).deleting(deletions));
    }

    /// Removes a stream, and notes that its folder is to be deleted.
    synchronized void remove(KinesisStream stream) throws MetadataUnavailableException {
        save(current.without(stream.name()).deleting(List.of(StreamFiles.name(stream.uid()))));
    }

    /// Notes that folders are deleted. That is on disk with the next change, as it does no harm to delete
    /// them again.
    synchronized void deleted(Collection<String> folders) {
        current = current.deleted(folders);
    }

    /// Writes again what is known, if a change could not be written. A write that failed may have reached
    /// the disk.
    synchronized void recover() {
        if (!failed) {
            return;
        }
        try {
            save(current);
        } catch (MetadataUnavailableException stillSo) {
            LOG.debug("{}", stillSo.getMessage());
        }
    }

    private void save(Metadata changed) throws MetadataUnavailableException {
        Metadata next = changed.next();
        try {
            file.save(next);
        } catch (IOException problem) {
            failed = true;
            String reason = FileProblem.inWords(problem);
            health.failed(file.path(), reason, "streams cannot be created, changed or deleted");
            throw new MetadataUnavailableException("cannot write the metadata: " + reason, problem);
        }
        boolean sameNames = next.streams().keySet().equals(current.streams().keySet());
        current = next;
        failed = false;
        health.succeeded(file.path());
        shorten();
        writeMarker();
        if (!sameNames || !namesWritten) {
            writeNames();
        }
    }

    private void shorten() {
        try {
            if (file.isLong()) {
                file.shorten(current);
            }
        } catch (IOException problem) {
            // what was saved is on disk; the next change tries again
            LOG.warn("cannot write {} anew: {}", file.path(), FileProblem.inWords(problem));
        }
    }

    private void writeMarker() {
        try {
            new Marker(current.folderId(), current.generation()).write(folder);
        } catch (IOException problem) {
            // it may be behind the metadata
            LOG.debug("cannot write {}: {}", folder.resolve(Marker.FILE), problem.toString());
        }
    }

    private void writeNames() {
        Path names = folder.resolve(LocalKinesis.STREAM_NAMES);
        try {
            PrivateFiles.replace(
                    names,
                    current.streams().keySet().stream().map(name -> name + "\n").collect(Collectors.joining()));
            namesWritten = true;
        } catch (IOException problem) {
            // a stream is not worth less because its name is not completed
            namesWritten = false;
            LOG.debug("cannot write {}: {}", names, problem.toString());
        }
    }

    @Override
    public synchronized void close() {
        file.close();
    }
}
