package dev.keyflux.report;

import dev.keyflux.rollout.HeldBy;
import dev.keyflux.rollout.Outcome;
import org.jspecify.annotations.Nullable;

/** What a person can do about a bad outcome. */
final class Advice {

    private Advice() {}

    static String on(Outcome outcome, @Nullable HeldBy heldBy) {
        return switch (outcome) {
            case CONFLICT ->
                heldBy == HeldBy.OTHER_RESOURCE
                        ? "another resource of the region has this name; choose another one, with --name-template or in"
                                + " the manifest, or run again if the key was imported a moment ago"
                        : "a different key has this name; delete it there, or name ours otherwise, with --name-template"
                                + " or in the manifest";
            case UNVERIFIABLE ->
                "a key pair has this name and does not show which key it is; delete it there, or name"
                        + " ours otherwise, with --name-template or in the manifest";
            case DENIED ->
                "mend what the reason says (credentials, permissions, settings, a region that is not enabled); if"
                        + " something is still being set up, wait some minutes; then run again";
            case FAILED -> "nothing was created; mend what the reason says and run again";
            case UNKNOWN -> "it may or may not have taken effect; run again, and what has shows as already_present";
            case NOT_ATTEMPTED -> "nothing was sent; run again to do the rest";
            case IMPORTED, RECONCILED, ALREADY_PRESENT, REPLACED, WOULD_IMPORT, WOULD_REPLACE -> "nothing to do";
        };
    }
}
