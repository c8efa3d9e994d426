package dev.keyflux.key;

/** What a fingerprint that a region shows says about a key of ours. Only {@link #DIFFERENT} may ever lead to a delete. */
public enum FingerprintMatch {
    /** It is this very key. */
    SAME,
    /** It is another key. */
    DIFFERENT,
    /** The fingerprint is of a kind that cannot be computed from a public key. */
    CANNOT_TELL
}
