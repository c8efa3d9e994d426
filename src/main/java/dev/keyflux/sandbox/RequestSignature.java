package dev.keyflux.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how a request was signed.
 *
 * @param accessKey whose key it was
 * @param sessionBegan when {@code AssumeRole} gave that key away; null for a long-lived one
 * @param signedAt the time in {@code X-Amz-Date}, if that can be read
 */
record RequestSignature(
        String accessKey,
        @Nullable Instant sessionBegan,
        @Nullable Instant signedAt) {}
