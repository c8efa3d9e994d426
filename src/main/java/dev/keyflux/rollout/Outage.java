package dev.keyflux.rollout;

import dev.keyflux.aws.FailureKind;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Notices when a lane's target answers again that has not for a while, so that those who wait before they try again need
 * not wait to the end: pauses double, and after an outage of ten seconds the longest ones would last as long once more.
 */
final class Outage {

    /** Calls in a row that got no answer, of whatever keys. Fewer are lost replies, as there are some any day. */
    private static final int UNANSWERED = 3;

    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile Sinks.Empty<Void> over = Sinks.empty();

    /** A call of the lane has ended. Throttled ones that go round again are not heard. */
    void hear(Reply<?> reply) {
        var failure = reply instanceof Reply.Failed<?> failed ? failed.failure().kind() : null;
        if (failure == FailureKind.DENIED) {
            // Maybe by nobody but ourselves, and no reason to send more.
            return;
        }
        if (failure != null && Patience.mayHeal(failure)) {
            unanswered.incrementAndGet();
        } else if (unanswered.get() > 0 && unanswered.getAndSet(0) >= UNANSWERED) {
            var ended = over;
            over = Sinks.empty();
            // On this thread: at most as many as the lane has keys in work.
            ended.tryEmitEmpty();
        }
    }

    /** How many of the latest calls in a row got no answer. */
    int unanswered() {
        return unanswered.get();
    }

    /** Completes when the next outage has ended, be it under way or yet to come. */
    Mono<Void> over() {
        return Mono.defer(() -> over.asMono());
    }
}
