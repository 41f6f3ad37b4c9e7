/// Rules about network addresses and protocols that more than one server shares. Knows no other room.
@NullMarked
package dev.tmctl.net;

import org.jspecify.annotations.NullMarked;
