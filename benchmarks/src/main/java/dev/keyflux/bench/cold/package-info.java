/** How long a command takes from nothing to its end. */
@NullMarked
package dev.keyflux.bench.cold;

import org.jspecify.annotations.NullMarked;
