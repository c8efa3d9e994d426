/**
 * The pipeline: makes a set of keys present in a set of targets and proves what happened to each.
 *
 * <p>{@link dev.keyflux.rollout.KeyRollout} is the way in. A run judges its source, then works every target in a lane of
 * its own; a lane surveys what its target holds, and settles key after key within the bounds of the run's gate. Read
 * {@code Run}, {@code Lane} and {@code Settlement} in this order to see the life of an import. Builds on {@code key},
 * {@code target} and {@code aws}; never knows how results are shown.
 */
@NullMarked
package dev.keyflux.rollout;

import org.jspecify.annotations.NullMarked;
