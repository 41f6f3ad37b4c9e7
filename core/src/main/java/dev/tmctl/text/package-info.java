/// What of a text can be seen. Knows no other room.
@NullMarked
package dev.tmctl.text;

import org.jspecify.annotations.NullMarked;
