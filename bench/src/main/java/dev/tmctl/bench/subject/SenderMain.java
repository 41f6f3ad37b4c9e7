package dev.tmctl.bench.subject;

import dev.tmctl.bench.load.Sender;
import dev.tmctl.bench.load.Window;
import java.net.URI;
import java.nio.file.Path;

/// Runs one sender for a while.
public final class SenderMain {
    private SenderMain() {}

    /// @param arguments kind, endpoint, seconds of warm-up, seconds of the window, and what the kind wants
    public static void main(String[] arguments) throws Exception {
        try {
            Sender sender = sender(arguments[0], URI.create(arguments[1]), arguments.length > 4 ? arguments[4] : "");
            Window window = Window.of(
                    sender,
                    Double.parseDouble(arguments[2]),
                    Double.parseDouble(arguments[3]),
                    () -> Protocol.say("BEGIN"),
                    () -> Protocol.say("END"));
            Protocol.say("WINDOW " + window);
            Protocol.say("TOTAL " + sender.acknowledged() + " " + sender.failed());
        } catch (Exception | LinkageError e) {
            Protocol.say("PROBLEM " + e.toString().replaceAll("\\s+", " "));
        }
        Protocol.awaitEnd();
        System.exit(0);
    }

    private static Sender sender(String kind, URI endpoint, String argument) throws Exception {
        return switch (kind) {
            case "bulk" -> new BulkFileSender(endpoint, Path.of(argument), BulkFileSender.Keys.RANDOM);
            case "bulk-fixed" -> new BulkFileSender(endpoint, Path.of(argument), BulkFileSender.Keys.FIXED);
            case "bulk-ordered" -> new BulkFileSender(endpoint, Path.of(argument), BulkFileSender.Keys.ORDERED);
            case "sdk-batches" -> new BatchesSender(endpoint, Integer.parseInt(argument));
            case "put-record" -> new OneByOneSender(endpoint, Integer.parseInt(argument));
            case "kpl" -> new KplSender(endpoint, Boolean.parseBoolean(argument));
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
