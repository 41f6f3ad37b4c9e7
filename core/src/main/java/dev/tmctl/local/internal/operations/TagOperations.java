package dev.tmctl.local.internal.operations;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/// AddTagsToStream, RemoveTagsFromStream and ListTagsForStream.
final class TagOperations {

    private static final int PAGE = 50;

    private final OperationContext context;

    TagOperations(OperationContext context) {
        this.context = context;
    }

    Answer add(Call call) throws IOException {
        Fields fields = call.fields();
        StreamReference reference = StreamReference.of(fields);
        NavigableMap<String, String> tags = fields.map("Tags");
        Violations violations = reference.validate(new Violations()).required("tags", tags);
        TagRules.validate(violations, tags);
        violations.check();
        context.storage(reference)
                .update(stream -> stream.withTags(TagRules.merge(stream.tags(), Objects.requireNonNull(tags))));
        return Answer.EMPTY;
    }

    Answer remove(Call call) throws IOException {
        Fields fields = call.fields();
        StreamReference reference = StreamReference.of(fields);
        List<String> keys = fields.strings("TagKeys");
        reference
                .validate(new Violations())
                .required("tagKeys", keys)
                .size("tagKeys", keys, 1, PAGE)
                .check();
        context.storage(reference).update(stream -> {
            NavigableMap<String, String> kept = new TreeMap<>(stream.tags());
            Objects.requireNonNull(keys).forEach(kept::remove);
            return stream.withTags(kept);
        });
        return Answer.EMPTY;
    }

    Answer list(Call call) throws IOException {
        Fields fields = call.fields();
        StreamReference reference = StreamReference.of(fields);
        String start = fields.string("ExclusiveStartTagKey");
        Integer limit = fields.integer("Limit");
        reference
                .validate(new Violations())
                .length("exclusiveStartTagKey", start, 1, TagRules.KEY_MAX)
                .range("limit", limit, 1, PAGE)
                .check();
        List<Map.Entry<String, String>> rest = context.storage(reference).stream().tags().entrySet().stream()
                .filter(tag -> start == null || tag.getKey().compareTo(start) > 0)
                .toList();
        List<Map.Entry<String, String>> page = rest.subList(0, Math.min(rest.size(), limit == null ? PAGE : limit));
        return writer -> writer.list("Tags", tags -> {
                    for (Map.Entry<String, String> tag : page) {
                        tags.structure(
                                entry -> entry.string("Key", tag.getKey()).string("Value", tag.getValue()));
                    }
                })
                .bool("HasMoreTags", page.size() < rest.size());
    }
}
