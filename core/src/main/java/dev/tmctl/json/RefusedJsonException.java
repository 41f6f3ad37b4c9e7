package dev.tmctl.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;

/// A document that a rule of ours refuses, in words for people: no value, something behind it, a limit.
public final class RefusedJsonException extends JsonParseException {
    private static final long serialVersionUID = 1L;

    /// @param parser is where the document goes wrong
    /// @param message what is wrong
    public RefusedJsonException(JsonParser parser, String message) {
        super(parser, message);
    }

    /// @param place where the document goes wrong
    public RefusedJsonException(JsonParser parser, String message, JsonLocation place) {
        super(parser, message, place);
    }
}
