package dev.tmctl.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Lists of objects stand for their items, as for `kubectl`: an object with `items` is a list, whatever its
/// kind. Items of a typed list need neither kind nor version, since an API server sends them without.
///
/// @see <a
///     href="https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/unstructured/helpers.go">
///     kubectl's decoder</a>
final class ObjectLists {
    private static final String SUFFIX = "List";

    private final List<JsonNode> objects;

    /// @param objects where what is found is added
    ObjectLists(List<JsonNode> objects) {
        this.objects = objects;
    }

    /// Adds an object, or the items of a list and of the lists in it.
    ///
    /// @param place what the object is called in messages
    /// @throws InvalidManifestException when an item is no object, or nothing says its kind
    void add(JsonNode object, String place) {
        JsonNode items = object.path("items");
        if (items.isMissingNode()) {
            objects.add(object);
            return;
        }
        String kind = text(object, "kind");
        if (kind.isEmpty()) {
            throw new InvalidManifestException(place + " has items and no kind; a list of objects has kind: List");
        }
        if (!items.isArray() && !items.isNull()) {
            throw new InvalidManifestException(
                    place + ": items is " + SecretReferences.kindOf(items) + "; expected a list of Kubernetes objects");
        }
        for (int i = 0; i < items.size(); i++) {
            String below = place + ": items[" + i + "]";
            add(typed(items.path(i), kind, text(object, "apiVersion"), below), below);
        }
    }

    private static JsonNode typed(JsonNode item, String listKind, String listVersion, String place) {
        if (!(item instanceof ObjectNode object)) {
            throw new InvalidManifestException(
                    place + " is " + SecretReferences.kindOf(item) + "; expected a Kubernetes object");
        }
        boolean open = text(item, "kind").isEmpty() && text(item, "apiVersion").isEmpty();
        String kind = listKind.endsWith(SUFFIX) ? listKind.substring(0, listKind.length() - SUFFIX.length()) : listKind;
        if (open && !kind.isEmpty()) {
            object.put("kind", kind);
            object.put("apiVersion", listVersion);
        }
        if (text(item, "kind").isEmpty()) {
            throw new InvalidManifestException(place + " has no kind, and its list (" + listKind
                    + ") does not say it; give it apiVersion and kind");
        }
        return object;
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isTextual() ? value.asText() : "";
    }
}
