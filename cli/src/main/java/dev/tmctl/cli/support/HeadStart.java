package dev.tmctl.cli.support;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/// Gets ready on another processor what a command needs after its command line is read. It touches classes of the JDK
/// only, which are made for that: two threads that initialize the same classes of others could wait for each other.
public final class HeadStart {
    private HeadStart() {}

    /// For a command that makes events.
    public static void forEvents() {
        Thread.ofPlatform().daemon().name("head-start").start(HeadStart::firstUses);
    }

    /// Random ids take 6 ms of a start, and the tables of decimal numbers, which a JSON parser asks for, as many.
    private static List<Object> firstUses() {
        return List.of(UUID.randomUUID(), BigDecimal.ONE);
    }
}
