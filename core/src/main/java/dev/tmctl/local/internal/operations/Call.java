package dev.tmctl.local.internal.operations;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.local.internal.model.KinesisException;
import java.io.IOException;

/// The body of a call of an operation.
///
/// @param body encoded in `format`, not to be changed
public record Call(WireFormat format, byte[] body) {

    /// The whole body as a tree, for operations with small bodies.
    Fields fields() throws IOException {
        JsonNode root;
        try {
            root = format.treeReader().readTree(body);
        } catch (JsonProcessingException | ArithmeticException | IllegalArgumentException malformed) {
            // The latter two are thrown for numbers whose exponent is beyond what the parser can hold.
            throw malformedBody();
        }
        if (root instanceof ObjectNode object) {
            return new Fields(format, object);
        }
        throw malformedBody();
    }

    JsonParser parser() throws IOException {
        return format.factory().createParser(body);
    }

    static KinesisException malformedBody() {
        return KinesisException.serialization("The request body could not be parsed as an object.");
    }
}
