/// What runs a stored target elsewhere: manifests for a cluster, with or without a controller, and a compose
/// file. The only room that knows the Kubernetes model.
@NullMarked
package dev.tmctl.dump;

import org.jspecify.annotations.NullMarked;
