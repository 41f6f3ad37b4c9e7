package dev.tmctl.dump;

import org.jspecify.annotations.Nullable;

/// How targets are dumped.
///
/// @param context the context that they are in, for the label of the objects
/// @param namespace the namespace of the objects, or null to leave it to whoever applies them
/// @param image the adapter's container image
/// @param secrets whether secrets and the values of variables stand in the dump; else `<user_input>` stands in their
/// stead
public record DumpOptions(String context, @Nullable String namespace, String image, boolean secrets) {
    /// The option that names the context in a command, with a blank before it; nothing for the usual one.
    String inContext() {
        return context.equals("default") ? "" : " --context " + context;
    }
}
