/// JSON in its two forms: trees, and flat objects that are read without one. Knows no other room.
@NullMarked
package dev.tmctl.json;

import org.jspecify.annotations.NullMarked;
