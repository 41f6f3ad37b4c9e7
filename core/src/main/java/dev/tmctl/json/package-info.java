/// JSON as trees, as text, and as objects of one level, which need no tree. Knows no other room.
@NullMarked
package dev.tmctl.json;

import org.jspecify.annotations.NullMarked;
