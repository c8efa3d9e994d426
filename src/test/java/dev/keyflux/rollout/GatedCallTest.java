package dev.keyflux.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.aws.CallFailedException;
import dev.keyflux.aws.Failure;
import dev.keyflux.aws.FailureKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

final class GatedCallTest {

    private final Gate gate = new Gate(1, new Timing(VirtualTimeScheduler.create(), () -> 0));
    private final Door door = gate.door(Pace.upTo(1));
    private final LaneMeter meter = new LaneMeter();
    private final List<String> seen = new ArrayList<>();

    @Test
    void answer_isEmittedAndMetered() {
        StepVerifier.create(patient(Mono.just("answer")))
                .expectNext(new Reply.Answer<>("answer"))
                .verifyComplete();

        assertThat(meter.calls()).isOne();
        assertThatPermitIsFree();
    }

    @Test
    void call_notAskedForYet_isNotSent() {
        StepVerifier.create(patient(sent("call")), 0).thenCancel().verify();

        assertThat(seen).isEmpty();
        assertThatPermitIsFree();
    }

    @Test
    void throttled_goesBackBehindTheOthersInLine() {
        var first = Sinks.<String>one();
        var replies = answers(first.asMono(), Mono.just("answer"));
        patient(replies).subscribe(reply -> seen.add("throttled one"));
        patient(sent("other")).subscribe();

        first.tryEmitError(failure(FailureKind.THROTTLED));

        assertThat(seen).containsExactly("other", "throttled one");
        assertThat(meter.throttled()).isOne();
        assertThat(meter.retries()).isOne();
        assertThat(meter.calls()).isEqualTo(3);
        assertThatPermitIsFree();
    }

    @Test
    void throttled_notToGoOutAgain_isReplied() {
        var goOn = new AtomicBoolean(true);
        var once = gated(failing(FailureKind.THROTTLED), false, () -> goOn.getAndSet(false), any -> {});

        StepVerifier.create(once).expectNext(failed(FailureKind.THROTTLED)).verifyComplete();

        assertThat(meter.retries()).isZero();
        assertThatPermitIsFree();
    }

    /** A stop is told to one lane after another: whose turn comes before it has heard does not go either. */
    @Test
    void turnComesWhenNothingIsToGoOutAnyMore_isEmptyAndNeverSent() {
        var goOn = new AtomicBoolean(true);
        var blocker = patient(Mono.never()).subscribe();
        gated(sent("call"), true, goOn::get, any -> {})
                .subscribe(reply -> seen.add("reply"), error -> {}, () -> seen.add("empty"));

        goOn.set(false);
        blocker.dispose();

        assertThat(seen).containsExactly("empty");
        assertThat(meter.calls()).isZero();
        assertThatPermitIsFree();
    }

    @ParameterizedTest
    @EnumSource
    void failure_thatTheRegionHasNotSeen_tellsThePaceNothing(FailureKind kind) {
        var told = new ArrayList<String>();
        var paced = gate.door(new FixedWindow(1) {
            @Override
            public void answered(long startedAt, boolean throttled) {
                told.add("answered");
            }

            @Override
            public void unused(long startedAt) {
                told.add("unused");
            }
        });
        var goOn = new AtomicBoolean(true);

        new GatedCall<>(paced, meter, failing(kind), false, () -> goOn.getAndSet(false), any -> {})
                .block(Duration.ofSeconds(10));

        var unseen = kind == FailureKind.UNREACHABLE || kind == FailureKind.SESSION_THROTTLED;
        assertThat(told).first().isEqualTo(unseen ? "unused" : "answered");
    }

    @Test
    void throttledAtOnceAnyNumberOfTimes_doesNotDeepenTheStack() {
        var times = new AtomicInteger(20_000);
        Mono<String> call =
                Mono.defer(() -> times.getAndDecrement() > 0 ? failing(FailureKind.THROTTLED) : Mono.just("answer"));

        StepVerifier.create(patient(call))
                .expectNext(new Reply.Answer<>("answer"))
                .verifyComplete();

        assertThat(meter.throttled()).isEqualTo(20_000);
        assertThatPermitIsFree();
    }

    @Test
    void staleSignature_isRenewedFiveTimesAndThenDenied() {
        StepVerifier.create(patient(failing(FailureKind.STALE_SIGNATURE)))
                .expectNext(failed(FailureKind.DENIED))
                .verifyComplete();

        assertThat(meter.calls()).isEqualTo(6);
        assertThat(meter.retries()).isEqualTo(5);
        assertThatPermitIsFree();
    }

    @Test
    void failure_isToldBeforeAnotherCallGoesOut() {
        var answer = Sinks.<String>one();
        gated(answer.asMono(), false, () -> true, failure -> seen.add("told")).subscribe(reply -> seen.add("replied"));
        patient(sent("next")).subscribe();

        answer.tryEmitError(failure(FailureKind.DENIED));

        assertThat(seen).containsExactly("told", "next", "replied");
    }

    @Test
    void errorOfAnotherKind_isPassedOn() {
        StepVerifier.create(patient(Mono.error(new IllegalStateException("bug"))))
                .verifyErrorMessage("bug");

        assertThatPermitIsFree();
    }

    @Test
    void call_thatEndsWithoutAnswer_mayHaveTakenEffect() {
        StepVerifier.create(patient(Mono.<String>empty()))
                .expectNext(new Reply.Failed<>(new Failure(
                        FailureKind.AMBIGUOUS, "NoAnswer", "the client ended the call without an answer", null)))
                .verifyComplete();

        assertThat(meter.calls()).isOne();
        assertThatPermitIsFree();
    }

    @Test
    void cancel_inFlight_cancelsTheCallAndGivesThePermitBack() {
        var inFlight =
                patient(Mono.never().doOnCancel(() -> seen.add("cancelled"))).subscribe();
        patient(sent("next")).subscribe();
        assertThat(seen).isEmpty();

        inFlight.dispose();

        assertThat(seen).containsExactly("cancelled", "next");
    }

    @Test
    void cancel_inLine_isNeverSent() {
        var blocker = patient(Mono.never()).subscribe();
        var waiting = patient(sent("waiting")).subscribe();

        waiting.dispose();
        blocker.dispose();

        assertThat(seen).isEmpty();
        assertThatPermitIsFree();
    }

    @Test
    void cancel_inLineAfterAThrottle_isNotSentAgain() {
        var first = Sinks.<String>one();
        var throttled = patient(answers(first.asMono(), sent("again"))).subscribe();
        var blocker = patient(Mono.never()).subscribe();
        first.tryEmitError(failure(FailureKind.THROTTLED));

        throttled.dispose();
        blocker.dispose();

        assertThat(seen).isEmpty();
        assertThatPermitIsFree();
    }

    @Test
    void doorCloses_whoGoesOnlyWhileItIsOpenIsEmptyAndOthersGo() {
        var first = Sinks.<String>one();
        gated(answers(first.asMono(), sent("again")), true, () -> true, any -> {})
                .subscribe(reply -> seen.add("reply"), error -> {}, () -> seen.add("empty"));
        var blocker = patient(Mono.never()).subscribe();
        patient(sent("patient")).subscribe();
        first.tryEmitError(failure(FailureKind.THROTTLED));

        door.closeToNewWork();
        assertThat(seen).containsExactly("empty");
        blocker.dispose();

        assertThat(seen).containsExactly("empty", "patient");
    }

    @Test
    void signals_afterTheReply_areDropped() {
        var unruly = TestPublisher.<String>createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);

        StepVerifier.create(patient(Mono.fromDirect(unruly)))
                .then(() -> unruly.next("answer"))
                .expectNext(new Reply.Answer<>("answer"))
                .then(() -> unruly.next("late").error(new IllegalStateException("later")))
                .expectComplete()
                .verifyThenAssertThat()
                .hasDropped("late")
                .hasDroppedErrorWithMessage("later");
        assertThat(meter.calls()).isOne();
    }

    @Test
    @SuppressWarnings("NullAway") // what a client that was not told what to answer may do
    void callThatIsNull_isAnErrorAndLeavesThePermit() {
        StepVerifier.create(patient((Mono<String>) null)).verifyError(NullPointerException.class);

        assertThatPermitIsFree();
    }

    private void assertThatPermitIsFree() {
        assertThat(door.takeAtOnce()).isTrue();
    }

    private <T> GatedCall<T> patient(Mono<T> call) {
        return gated(call, false, () -> true, any -> {});
    }

    private <T> GatedCall<T> gated(
            Mono<T> call, boolean forNewWork, BooleanSupplier goOn, Consumer<Failure> atFailure) {
        return new GatedCall<>(door, meter, call, forNewWork, goOn, atFailure);
    }

    /** A call that is seen once it is sent, and answers at once. */
    private Mono<String> sent(String name) {
        return Mono.fromSupplier(() -> {
            seen.add(name);
            return name;
        });
    }

    /** A call that ends differently each time. */
    private static Mono<String> answers(Mono<String> first, Mono<String> second) {
        Deque<Mono<String>> answers = new ArrayDeque<>(List.of(first, second));
        return Mono.defer(answers::remove);
    }

    private static Mono<String> failing(FailureKind kind) {
        return Mono.error(failure(kind));
    }

    private static Reply<String> failed(FailureKind kind) {
        return new Reply.Failed<>(new Failure(kind, "Code", "message", null));
    }

    private static CallFailedException failure(FailureKind kind) {
        return new CallFailedException(new Failure(kind, "Code", "message", null), null);
    }
}
