package dev.keyflux.sandbox;

import dev.keyflux.sandbox.fault.EffectFault;
import dev.keyflux.sandbox.fault.ReplyFault;
import dev.keyflux.sandbox.fault.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one call is to go: what all rules that strike it make of it together. {@link FaultInjector} draws it up, and {@link
 * AwsEndpoint} follows it: first {@link #delayBefore}, then {@link #carryOut}, then {@link #delayAfter}.
 */
final class CallCourse {
    private final AwsRequest request;
    private final FaultLog log;
    private final List<Strike> delays = new ArrayList<>();
    private final List<Strike> twists = new ArrayList<>();
    private Duration delayBefore = Duration.ZERO;
    private Duration delayAfter = Duration.ZERO;
    private Twist twist = Twist.NONE;
    private @Nullable Instant shownTime;
    private @Nullable Refusal refusal;
    private @Nullable Afterwards afterwards;

    CallCourse(AwsRequest request, FaultLog log) {
        this.request = request;
        this.log = log;
    }

    private record Refusal(Strike strike, Reply reply) {}

    private record Afterwards(Strike strike, ReplyFault fault) {}

    void delay(Strike strike, Stage stage, Duration time) {
        delays.add(strike);
        if (stage == Stage.BEFORE) {
            delayBefore = delayBefore.plus(time);
        } else {
            delayAfter = delayAfter.plus(time);
        }
    }

    /** The time that the answer is to claim. */
    void showTime(Instant time) {
        shownTime = time;
    }

    void refuse(Strike strike, ServiceError error) {
        refusal = new Refusal(strike, Reply.of(request.protocol().answer(error, request.id())));
    }

    boolean isRefused() {
        return refusal != null;
    }

    void replyWith(Strike strike, ReplyFault fault) {
        if (fault.stage() == Stage.AFTER && afterwards == null) {
            afterwards = new Afterwards(strike, fault);
        } else if (fault.stage() == Stage.BEFORE && refusal == null) {
            refusal = new Refusal(strike, Replies.instead(fault, request, strike.random()));
        }
    }

    void twist(Strike strike, EffectFault fault) {
        var twisted = twist.with(fault, request.call().operation());
        if (!twisted.equals(twist)) {
            twist = twisted;
            twists.add(strike);
        }
    }

    Duration delayBefore() {
        return delayBefore;
    }

    Duration delayAfter() {
        return delayAfter;
    }

    /** Lets the call take effect, if it is to, and says what to reply. Logs the faults that it met. */
    Reply carryOut(Function<Twist, Answer> effect) {
        var refused = refusal;
        if (refused != null) {
            log(delays, false);
            log(List.of(refused.strike()), false);
            return refused.reply().map(this::dated);
        }
        var answer = effect.apply(twist);
        var succeeded = answer.status() < 300;
        var tookEffect = succeeded && twist.isPrompt();
        log(delays, tookEffect);
        log(succeeded ? twists : List.of(), tookEffect);
        var after = afterwards;
        if (after == null) {
            return Reply.of(dated(answer));
        }
        log(List.of(after.strike()), tookEffect);
        return Replies.after(after.fault(), answer, request, after.strike().random())
                .map(this::dated);
    }

    private void log(List<Strike> strikes, boolean tookEffect) {
        strikes.forEach(strike -> log.add(strike.applied(tookEffect)));
    }

    private Answer dated(Answer answer) {
        return shownTime == null ? answer : answer.dated(shownTime);
    }
}
