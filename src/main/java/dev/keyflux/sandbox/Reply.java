package dev.keyflux.sandbox;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** What a connection is to do about a request. Without faults that is always {@link Whole}, and {@link Then#KEEP}. */
sealed interface Reply {

    /** The same with another answer, if there is one. */
    default Reply map(UnaryOperator<Answer> other) {
        return this;
    }

    /** The answer, all of it, and then. */
    record Whole(Answer answer, Then then) implements Reply {
        @Override
        public Reply map(UnaryOperator<Answer> other) {
            return new Whole(other.apply(answer), then);
        }
    }

    /** What becomes of the connection after a whole answer, if the client wanted to keep it. */
    enum Then {
        /** It takes the next request. */
        KEEP,
        /** It is closed, though it promised otherwise. */
        CLOSE,
        /** It is reset when the next request comes. */
        RESET_NEXT
    }

    /** So many bytes of the body after each pause. */
    record Trickled(Answer answer, int bytes, Duration pause) implements Reply {
        @Override
        public Reply map(UnaryOperator<Answer> other) {
            return new Trickled(other.apply(answer), bytes, pause);
        }
    }

    /** Only so many percent of the body, then the end of the connection. */
    record Truncated(Answer answer, int percent) implements Reply {
        @Override
        public Reply map(UnaryOperator<Answer> other) {
            return new Truncated(other.apply(answer), percent);
        }
    }

    /** TCP RST instead of an answer. */
    record Reset() implements Reply {}

    /** TCP FIN instead of an answer. */
    record Closed() implements Reply {}

    /** Nothing, until the client leaves or the time is over. */
    record Silence(Duration time) implements Reply {}

    static Reply of(Answer answer) {
        return new Whole(answer, Then.KEEP);
    }
}
