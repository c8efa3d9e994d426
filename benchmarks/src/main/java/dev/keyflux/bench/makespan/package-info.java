/** How long whole runs take where regions misbehave, and whether their reports are true. */
@NullMarked
package dev.keyflux.bench.makespan;

import org.jspecify.annotations.NullMarked;
