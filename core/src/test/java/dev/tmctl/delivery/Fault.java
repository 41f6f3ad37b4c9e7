package dev.tmctl.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a [FaultyKinesis] does wrong with one request.
///
/// @param kind what happens
/// @param stored whether the records are stored all the same
/// @param delay how late the answer is
/// @param status HTTP status of an error
/// @param code the error's code; empty for a web page
/// @param json whether an error comes in JSON even where CBOR was asked
public record Fault(Kind kind, boolean stored, Duration delay, int status, String code, boolean json) {
    /// Everything is right.
    public static final Fault NONE = new Fault(Kind.ANSWER, true, Duration.ZERO, 200, "", false);

    /// What happens to a request.
    public enum Kind {
        /// It is answered.
        ANSWER,
        /// It is answered with an error.
        ERROR,
        /// It is answered with a web page.
        HTML,
        /// It is not answered before [FaultyKinesis#release()].
        HANG,
        /// The connection is reset.
        RESET,
        /// The answer breaks off in its middle.
        TRUNCATED,
        /// The answer has a result too few.
        WRONG_COUNT
    }

    /// A good answer that comes late.
    public static Fault slow(Duration delay) {
        return new Fault(Kind.ANSWER, true, delay, 200, "", false);
    }

    /// An error of the service.
    public static Fault error(int status, String code) {
        return new Fault(Kind.ERROR, false, Duration.ZERO, status, code, false);
    }

    /// An error from something that knows JSON only.
    public static Fault jsonError(int status, String code) {
        return new Fault(Kind.ERROR, false, Duration.ZERO, status, code, true);
    }

    /// A web page.
    public static Fault html(int status) {
        return new Fault(Kind.HTML, false, Duration.ZERO, status, "", false);
    }

    /// What needs nothing but its kind.
    public static Fault of(Kind kind, boolean stored) {
        return new Fault(kind, stored, Duration.ZERO, 200, "", false);
    }

    /// Decides what goes wrong. Called by many threads.
    public interface Plan {
        /// What happens to a request.
        default Fault of(FaultyKinesis.Request request) {
            return NONE;
        }

        /// The error code of one record of it, or null.
        default @Nullable String ofRecord(FaultyKinesis.Request request, FaultyStream.Entry record) {
            return null;
        }
    }
}
