package dev.keyflux.aws;

import org.jspecify.annotations.Nullable;

/**
 * A key pair as a region shows it. Lightsail never shows the key itself.
 *
 * @param name its name
 * @param fingerprint its fingerprint; null if the service shows none
 */
public record KeyPair(String name, @Nullable String fingerprint) {}
