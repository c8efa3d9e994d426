package dev.keyflux.rollout;

import java.util.Locale;

/** What became of one key in one target. */
public enum Outcome {
    /** Our call created the key pair and its operation succeeded. */
    IMPORTED(Standing.GOOD),
    /** A call of ours ended without a clear answer; the region proves to hold this very key. */
    RECONCILED(Standing.GOOD),
    /** The region held this very key before we did anything. */
    ALREADY_PRESENT(Standing.GOOD),
    /** A different key stood there; it was deleted, and ours imported and confirmed. Not made by this version. */
    REPLACED(Standing.GOOD),
    /** Plan: an import would create it. */
    WOULD_IMPORT(Standing.PLANNED),
    /** Plan: an import with replacing would replace a different key. Not made by this version. */
    WOULD_REPLACE(Standing.PLANNED),
    /** The name is taken, by a different key or by another resource. */
    CONFLICT(Standing.BAD),
    /** A key pair of this name exists and its fingerprint cannot be compared with ours. */
    UNVERIFIABLE(Standing.BAD),
    /**
     * Credentials, permissions, AWS settings that cannot be followed, a region that is not enabled, or an account or region
     * that is still being set up after five minutes.
     */
    DENIED(Standing.BAD),
    /** The service refused, or retries ran out, and nothing was created. */
    FAILED(Standing.BAD),
    /** Something was sent and it could not be established whether it took effect. */
    UNKNOWN(Standing.BAD),
    /** Stopped before it was sent: deadline, stop signal or halted lane. */
    NOT_ATTEMPTED(Standing.BAD);

    /** How an outcome counts. */
    public enum Standing {
        /** The target holds the key. */
        GOOD,
        /** A plan's wish: nothing was done. */
        PLANNED,
        /** The target does not, or not provably, hold the key. */
        BAD
    }

    private final Standing standing;

    Outcome(Standing standing) {
        this.standing = standing;
    }

    /** How this outcome counts. */
    public Standing standing() {
        return standing;
    }

    /** Whether this outcome counts as bad. */
    public boolean isBad() {
        return standing == Standing.BAD;
    }

    /** The name as reports show it, for example {@code already_present}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
