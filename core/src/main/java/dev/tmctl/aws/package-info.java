/// AWS SDK set-up: from a target to credentials and clients. SDK types stay behind this room and `delivery`,
/// `stream`.
@NullMarked
package dev.tmctl.aws;

import org.jspecify.annotations.NullMarked;
