package dev.keyflux.rollout;

import dev.keyflux.aws.KeyPair;
import dev.keyflux.key.NamedKey;

/** What a region's own words prove about a key of ours. Pure: the fingerprint is all there is to go by. */
final class Evidence {

    private Evidence() {}

    /** The verdict on a key whose name a key pair of the region bears, where this very key counts as {@code present}. */
    static Verdict of(NamedKey key, KeyPair found, Outcome present) {
        return switch (key.key().match(found.fingerprint())) {
            case SAME -> Verdict.of(present);
            case DIFFERENT ->
                Verdict.conflict(
                        HeldBy.KEY_PAIR,
                        new ErrorDetail(
                                "NameExists",
                                "a different key has this name: its fingerprint is " + found.fingerprint(),
                                null));
            case CANNOT_TELL ->
                Verdict.of(
                        Outcome.UNVERIFIABLE,
                        new ErrorDetail(
                                "NameExists",
                                "a key pair has this name, and its fingerprint "
                                        + (found.fingerprint() == null ? "is not shown" : found.fingerprint())
                                        + " cannot be compared with a public key",
                                null));
        };
    }

    /** Why nothing is known of a key whose name the region refuses, by a request of ours or for another resource. */
    static ErrorDetail heldByNobodyShown(String serviceWords) {
        return new ErrorDetail(
                "NameExists",
                "the region shows no key pair of this name, yet it is taken, by an earlier request for this key or by another"
                        + " resource: " + serviceWords,
                null);
    }

    /** The verdict on a key whose name the region refuses, and shows no key pair of. */
    static Verdict heldByOtherResource(String serviceWords) {
        return Verdict.conflict(
                HeldBy.OTHER_RESOURCE,
                new ErrorDetail(
                        "NameExists",
                        "the name is taken, and by no key pair that the region shows, so by another resource of it (instance,"
                                + " disk, static IP or the like): " + serviceWords,
                        null));
    }
}
