package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.HashKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Hashes partition keys. For use by one thread.
final class Md5 {

    private final MessageDigest digest;

    Md5() {
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has MD5", impossible);
        }
    }

    HashKey hashKey(byte[] partitionKey) {
        return HashKey.ofPartitionKey(partitionKey, digest);
    }
}
