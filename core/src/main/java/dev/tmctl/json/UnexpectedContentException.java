package dev.tmctl.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;

/// A document without a value, or with something behind it.
public final class UnexpectedContentException extends JsonParseException {
    private static final long serialVersionUID = 1L;

    /// @param parser stands where the document goes wrong
    /// @param message what is wrong, for people
    public UnexpectedContentException(JsonParser parser, String message) {
        super(parser, message);
    }
}
