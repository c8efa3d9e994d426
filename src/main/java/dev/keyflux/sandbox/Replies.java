package dev.keyflux.sandbox;

import dev.keyflux.sandbox.fault.ReplyFault;
import dev.keyflux.sandbox.fault.ReplyFault.AwsError;
import dev.keyflux.sandbox.fault.ReplyFault.Close;
import dev.keyflux.sandbox.fault.ReplyFault.Garbage;
import dev.keyflux.sandbox.fault.ReplyFault.Hang;
import dev.keyflux.sandbox.fault.ReplyFault.Page;
import dev.keyflux.sandbox.fault.ReplyFault.Reset;
import dev.keyflux.sandbox.fault.ReplyFault.StaleConnection;
import dev.keyflux.sandbox.fault.ReplyFault.Trickle;
import dev.keyflux.sandbox.fault.ReplyFault.Truncate;
import java.util.Map;
import java.util.Random;

/** What faults make of replies. */
final class Replies {
    private static final int GARBAGE_LENGTH = 64;

    private Replies() {}

    /** What comes after a call that was answered {@code answer}. */
    static Reply after(ReplyFault fault, Answer answer, AwsRequest request, Random random) {
        if (fault instanceof Trickle trickle) {
            return new Reply.Trickled(answer, trickle.bytes(), trickle.pause());
        }
        if (fault instanceof Truncate truncate) {
            return new Reply.Truncated(answer, truncate.percent());
        }
        if (fault instanceof StaleConnection stale) {
            return new Reply.Whole(
                    answer,
                    switch (stale.when()) {
                        case IDLE -> Reply.Then.CLOSE;
                        case REUSE -> Reply.Then.RESET_NEXT;
                    });
        }
        return instead(fault, request, random);
    }

    /** What comes in spite of whatever the service would have answered. */
    static Reply instead(ReplyFault fault, AwsRequest request, Random random) {
        if (fault instanceof Reset) {
            return new Reply.Reset();
        }
        if (fault instanceof Close) {
            return new Reply.Closed();
        }
        if (fault instanceof Hang hang) {
            return new Reply.Silence(hang.time());
        }
        return Reply.of(answer(fault, request, random));
    }

    private static Answer answer(ReplyFault fault, AwsRequest request, Random random) {
        if (fault instanceof AwsError error) {
            return request.protocol()
                    .answer(
                            new ServiceError(error.status(), error.type(), error.code(), error.message()),
                            request.id());
        }
        if (fault instanceof Page page) {
            return new Answer(page.status(), page.contentType(), Map.of(), page.body());
        }
        if (fault instanceof Garbage) {
            return new Answer(200, "application/x-amz-json-1.1", Map.of(), garbage(random));
        }
        throw new AssertionError(fault);
    }

    /** No JSON and no XML, whatever the seed: a brace is never followed by an upper-case letter, nor a bracket. */
    private static String garbage(Random random) {
        var text = new StringBuilder("{");
        random.ints(GARBAGE_LENGTH, 'A', 'Z' + 1).forEach(text::appendCodePoint);
        return text.toString();
    }
}
