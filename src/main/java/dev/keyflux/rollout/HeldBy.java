package dev.keyflux.rollout;

import java.util.Locale;

/** What holds the name in a {@link Outcome#CONFLICT}. */
public enum HeldBy {
    /** A key pair with a different key. */
    KEY_PAIR,
    /** An instance, disk, static IP or whatever else shares the names of the region. */
    OTHER_RESOURCE;

    /** The name as reports show it, for example {@code key_pair}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
