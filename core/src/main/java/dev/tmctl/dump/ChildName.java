package dev.tmctl.dump;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names of the objects that belong to a target, as Knative's `kmeta.ChildName` makes them, so that they are
/// those of upstream's controller.
final class ChildName {
    private static final int LONGEST = 63;

    private ChildName() {}

    /// `parent + child` where that is a label; else the parent, the MD5 of both, and what of the child has
    /// room.
    ///
    /// @param parent at most 31 characters
    static String of(String parent, String child) {
        String name = parent + child;
        if (name.length() <= LONGEST) {
            return name;
        }
        String start = parent + md5(name);
        String cut = start + child.substring(0, LONGEST - start.length());
        return cut.replaceFirst("-+$", "");
    }

    private static String md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
