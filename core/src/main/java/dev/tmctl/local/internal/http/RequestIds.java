package dev.tmctl.local.internal.http;

import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// The two identifiers of a request. They only have to be unique, so no secure random numbers are spent on
/// them.
final class RequestIds {

    private static final int EXTENDED_BYTES = 56;

    private RequestIds() {}

    static String requestId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
        long variant2 = (random.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(version4, variant2).toString();
    }

    static String extendedId() {
        byte[] bytes = new byte[EXTENDED_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
