package dev.keyflux.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key pair that a region of the sandbox holds.
 *
 * @param name its name, unique in its region among resources of every type
 * @param line the OpenSSH key line as it was imported, without a line end; null for a pair that stands for one which the
 *     service created itself, whose public key nobody imported
 * @param fingerprint what the region shows for it
 * @param createdAt when it was put there
 */
public record SandboxKeyPair(String name, @Nullable String line, String fingerprint, Instant createdAt) {}
