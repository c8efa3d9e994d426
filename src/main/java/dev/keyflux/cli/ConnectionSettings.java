package dev.keyflux.cli;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how to call.
 *
 * @param sandbox whether to start the embedded sandbox and call it
 * @param endpoint the URL to call; null for each region's own
 * @param profile the profile to take credentials from; null for the default
 * @param attemptTimeout how long one call may take
 * @param maxInFlight how many calls may be in flight at once
 */
record ConnectionSettings(
        boolean sandbox, @Nullable URI endpoint, @Nullable String profile, Duration attemptTimeout, int maxInFlight) {}
