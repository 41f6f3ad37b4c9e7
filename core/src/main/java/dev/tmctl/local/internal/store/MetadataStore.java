package dev.tmctl.local.internal.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tmctl.files.PrivateFiles;
import dev.tmctl.local.LocalKinesis;
import dev.tmctl.local.internal.model.KinesisStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The streams and their shards on disk. Every change is on disk when its method returns.
final class MetadataStore implements Closeable {

    private static final String FILE = "metadata.mv";

    private static final Logger LOG = LoggerFactory.getLogger(MetadataStore.class);
    private static final String NEXT_UID = "nextUid";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .build();

    private final Path names;
    private final MVStore store;
    private final MVMap<String, String> streams;
    private final MVMap<String, Long> counters;

    private MetadataStore(Path directory, MVStore store) {
        this.names = directory.resolve(LocalKinesis.STREAM_NAMES);
        this.store = store;
        this.streams = store.openMap("streams");
        this.counters = store.openMap("counters");
        writeNames();
    }

    /// @throws IOException when the file is damaged or cannot be written
    static MetadataStore open(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        PrivateFiles.createFile(file);
        try {
            return new MetadataStore(
                    directory,
                    new MVStore.Builder()
                            .fileName(file.toString())
                            .autoCommitDisabled()
                            .open());
        } catch (MVStoreException problem) {
            throw new IOException("cannot open " + file + ": " + problem.getMessage(), problem);
        }
    }

    List<KinesisStream> streams() throws IOException {
        List<KinesisStream> found = new ArrayList<>();
        for (String json : streams.values()) {
            found.add(JSON.readValue(json, KinesisStream.class));
        }
        return found;
    }

    synchronized long nextUid() {
        long uid = counters.getOrDefault(NEXT_UID, 1L);
        counters.put(NEXT_UID, uid + 1);
        return uid;
    }

    synchronized void put(KinesisStream stream) {
        boolean known;
        try {
            known = streams.put(stream.name(), JSON.writeValueAsString(stream)) != null;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        persist();
        if (!known) {
            writeNames();
        }
    }

    synchronized void remove(String name) {
        streams.remove(name);
        persist();
        writeNames();
    }

    private void writeNames() {
        try {
            PrivateFiles.replace(
                    names, streams.keySet().stream().map(name -> name + "\n").collect(Collectors.joining()));
        } catch (IOException problem) {
            // a stream is not worth less because its name is not completed
            LOG.debug("cannot write {}: {}", names, problem.toString());
        }
    }

    private void persist() {
        store.commit();
        store.sync();
    }

    @Override
    public void close() {
        store.close();
    }
}
