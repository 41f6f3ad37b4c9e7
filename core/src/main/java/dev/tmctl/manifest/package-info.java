/// Kubernetes YAML in and out (Secret and AWSKinesisTarget), and the store of targets on this machine.
@NullMarked
package dev.tmctl.manifest;

import org.jspecify.annotations.NullMarked;
