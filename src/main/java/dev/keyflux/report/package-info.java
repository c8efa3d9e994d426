/**
 * What people and programs read of a run: collects its events into a report and writes it as JSON, NDJSON or text.
 *
 * <p>Builds on {@code rollout} and what that builds on; only the command line knows it.
 */
@NullMarked
package dev.keyflux.report;

import org.jspecify.annotations.NullMarked;
