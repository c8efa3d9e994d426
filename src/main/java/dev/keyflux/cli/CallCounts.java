package dev.keyflux.cli;

import org.jspecify.annotations.Nullable;

/**
 * How the calls of a connection fare.
 *
 * @param inFlight how many wait for their answer at this moment
 * @param made how many were made, those in flight included
 * @param throttled how many were refused for their rate, by the region or by STS on the way to it, which is flow control and no
 *     failure
 * @param failed how many failed; that a name is taken, or nothing of a name there, is an answer and no failure
 * @param lastFailure the code of the failure that came last; null if there was none
 */
record CallCounts(
        long inFlight,
        long made,
        long throttled,
        long failed,
        @Nullable String lastFailure) {

    static final CallCounts NONE = new CallCounts(0, 0, 0, 0, null);
}
