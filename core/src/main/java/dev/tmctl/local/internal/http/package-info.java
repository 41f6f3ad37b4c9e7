/// The wire: HTTP/1.1 and HTTP/2, AWS JSON 1.1 and CBOR, errors and headers.
@NullMarked
package dev.tmctl.local.internal.http;

import org.jspecify.annotations.NullMarked;
