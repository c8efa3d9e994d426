/**
 * Where keys go: accounts and regions as plain data, and the selection of regions by name, {@code all} or glob.
 *
 * <p>Knows nothing of AWS clients, keys or the pipeline; {@code aws} and {@code rollout} build on it.
 */
@NullMarked
package dev.keyflux.target;

import org.jspecify.annotations.NullMarked;
