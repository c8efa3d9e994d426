/** How the cost of a run grows with its keys, regions and accounts. */
@NullMarked
package dev.keyflux.bench.scale;

import org.jspecify.annotations.NullMarked;
