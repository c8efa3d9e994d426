package dev.keyflux.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

final class GateTest {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final List<String> started = new ArrayList<>();

    @Test
    void through_freePermit_startsAtOnceAndPassesTheSignalOn() {
        var door = gate(1).door(Pace.upTo(1));

        assertThat(through(door, Mono.just("answer")).block()).isEqualTo("answer");
        assertThat(through(door, Mono.just("again")).block()).isEqualTo("again");
    }

    @Test
    void through_errorAndEmpty_giveThePermitBack() {
        var door = gate(1).door(Pace.upTo(1));

        assertThat(through(door, Mono.error(new IllegalStateException("call")))
                        .onErrorResume(error -> Mono.just("error"))
                        .block())
                .isEqualTo("error");
        assertThat(through(door, Mono.empty()).hasElement().block()).isFalse();
        assertThat(through(door, Mono.just("free")).block()).isEqualTo("free");
    }

    @Test
    void through_moreThanLimit_waitsForTheLane() {
        var door = gate(10).door(Pace.upTo(2));
        var calls = calls(door, "a", 3);

        assertThat(started).containsExactly("a0", "a1");
        calls.get(0).tryEmitEmpty();
        assertThat(started).containsExactly("a0", "a1", "a2");
    }

    @Test
    void through_competingLanes_permitGoesToTheOneThatHoldsFewest() {
        var gate = gate(4);
        var greedy = calls(gate.door(Pace.upTo(10)), "g", 10);
        var modest = calls(gate.door(Pace.upTo(10)), "m", 10);
        assertThat(started).containsExactly("g0", "g1", "g2", "g3");

        greedy.get(0).tryEmitEmpty();
        greedy.get(1).tryEmitEmpty();
        assertThat(started).endsWith("m0", "m1");
        modest.get(0).tryEmitEmpty();
        greedy.get(2).tryEmitEmpty();

        assertThat(started.stream().filter(name -> name.startsWith("m"))).hasSize(3);
        assertThat(started.stream().filter(name -> name.startsWith("g"))).hasSize(5);
    }

    @Test
    void through_equalLanes_takeTurns() {
        var gate = gate(1);
        var blocker = calls(gate.door(Pace.upTo(1)), "x", 1);
        var doors = List.of(gate.door(Pace.upTo(1)), gate.door(Pace.upTo(1)), gate.door(Pace.upTo(1)));
        doors.forEach(door -> IntStream.range(0, 2)
                .forEach(i -> through(door, Mono.fromRunnable(() -> started.add("lane" + doors.indexOf(door))))
                        .subscribe()));

        blocker.get(0).tryEmitEmpty();

        assertThat(started).containsExactly("x0", "lane0", "lane1", "lane2", "lane0", "lane1", "lane2");
    }

    @Test
    void through_cancelledWhileWaiting_leavesTheQueue() {
        var door = gate(1).door(Pace.upTo(1));
        var blocker = calls(door, "x", 1);
        var waiting =
                through(door, Mono.fromRunnable(() -> started.add("cancelled"))).subscribe();
        through(door, Mono.fromRunnable(() -> started.add("next"))).subscribe();

        waiting.dispose();
        blocker.get(0).tryEmitEmpty();

        assertThat(started).containsExactly("x0", "next");
    }

    @Test
    void through_cancelledInFlight_givesThePermitBackOnce() {
        var door = gate(1).door(Pace.upTo(1));
        var inFlight = through(door, Mono.never()).subscribe();

        inFlight.dispose();
        inFlight.dispose();
        calls(door, "a", 2);

        assertThat(started).containsExactly("a0");
    }

    @Test
    void permit_cancelledAtOnce_staysFree() {
        var door = gate(1).door(Pace.upTo(1));

        StepVerifier.create(door.permit(), 0).thenCancel().verify();

        assertThat(through(door, Mono.just("free")).block()).isEqualTo("free");
    }

    @Test
    void permit_cancelledBeforeItWasTaken_isGivenBack() {
        var door = gate(1).door(Pace.upTo(1));
        var hesitant = door.permit().subscribeWith(new BaseSubscriber<Permit>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {}
        });
        calls(door, "next", 1);
        assertThat(started).isEmpty();

        hesitant.cancel();

        assertThat(started).containsExactly("next0");
    }

    @Test
    void vacancy_comesWithTheLastPermitOrCancelThatSomebodyWaitedFor() {
        var door = gate(1).door(Pace.upTo(1));
        door.vacancy().subscribe(any -> {}, error -> {}, () -> started.add("vacant"));
        var calls = calls(door, "a", 2);
        var impatient = through(door, Mono.never()).subscribe();
        door.vacancy().subscribe(any -> {}, error -> {}, () -> started.add("vacant again"));
        assertThat(started).containsExactly("vacant", "a0");

        calls.get(0).tryEmitEmpty();
        assertThat(started).containsExactly("vacant", "a0", "a1");
        impatient.dispose();

        assertThat(started).containsExactly("vacant", "a0", "a1", "vacant again");
    }

    @Test
    void permitGivenBackToAGateWithoutBound_leavesItWithoutBound() {
        var gate = gate(1);
        var call = calls(gate.door(Pace.free()), "a", 1).get(0);
        gate.add(Long.MAX_VALUE);

        call.tryEmitEmpty();
        calls(gate.door(Pace.free()), "b", 1);

        assertThat(started).containsExactly("a0", "b0");
    }

    @Test
    void modestDoor_comesAfterLanesThatHoldNothing_andBeforeThoseThatWouldHaveMore() {
        var gate = gate(1);
        var first = calls(gate.door(Pace.upTo(10)), "a", 1);
        var modest = calls(gate.modestDoor(), "modest", 1);
        calls(gate.door(Pace.upTo(10)), "b", 2);
        assertThat(started).containsExactly("a0");

        gate.add(1);
        assertThat(started).containsExactly("a0", "b0");

        first.get(0).tryEmitEmpty();
        assertThat(started).containsExactly("a0", "b0", "modest0");

        modest.get(0).tryEmitEmpty();
        assertThat(started).containsExactly("a0", "b0", "modest0", "b1");
    }

    @Test
    void close_sendsAwayWhoeverWaitsOnlyWhileOpen() {
        var door = gate(1).door(Pace.upTo(1));
        var calls = calls(door, "a", 2);
        var left = new ArrayList<String>();
        forNewWork(door).subscribe(reply -> {}, error -> {}, () -> left.add("waiting"));
        assertThat(left).isEmpty();

        door.closeToNewWork();
        forNewWork(door).subscribe(reply -> {}, error -> {}, () -> left.add("late"));
        calls.get(0).tryEmitEmpty();

        assertThat(left).containsExactly("waiting", "late");
        assertThat(started).containsExactly("a0", "a1");
    }

    @Test
    void paceDelays_laneLeavesTheLineUntilItsTime() {
        var gate = gate(1);
        var slow = gate.door(everyMillis(100));
        var other = gate.door(Pace.upTo(1));
        through(slow, Mono.fromRunnable(() -> started.add("slow0"))).subscribe();
        through(slow, Mono.fromRunnable(() -> started.add("slow1"))).subscribe();
        through(other, Mono.fromRunnable(() -> started.add("other"))).subscribe();
        assertThat(started).containsExactly("slow0", "other");

        time.advanceTimeBy(Duration.ofMillis(99));
        assertThat(started).containsExactly("slow0", "other");
        time.advanceTimeBy(Duration.ofMillis(1));

        assertThat(started).containsExactly("slow0", "other", "slow1");
    }

    @Test
    void paceShortensItsDelay_alarmsThatWereSetForLaterDoNothing() {
        var next = new AtomicLong(Duration.ofMillis(100).toNanos());
        var door = gate(10).door(everyMillis(100, next));
        for (int i = 0; i < 3; i++) {
            var name = "call" + i;
            next.set(Duration.ofMillis(100 - 10 * i).toNanos());
            through(door, Mono.fromRunnable(() -> started.add(name))).subscribe();
        }
        assertThat(time.getScheduledTaskCount()).isEqualTo(3);

        time.advanceTimeBy(Duration.ofMillis(80));
        assertThat(started).containsExactly("call0");
        assertThat(time.getScheduledTaskCount()).isEqualTo(4);
        time.advanceTimeBy(Duration.ofMillis(200));

        assertThat(started).containsExactly("call0", "call1", "call2");
        assertThat(time.getScheduledTaskCount()).isEqualTo(5);
    }

    @Test
    void permits_spentAndAdded_boundWhatIsAdmitted() {
        var demand = gate(0);
        var door = demand.door(Pace.free());
        for (int i = 0; i < 5; i++) {
            var name = "key" + i;
            door.permit().subscribe(permit -> started.add(name));
        }
        assertThat(started).isEmpty();

        demand.add(2);
        assertThat(started).containsExactly("key0", "key1");
        door.spend();
        assertThat(started).hasSize(2);
        demand.add(Long.MAX_VALUE);
        demand.add(Long.MAX_VALUE);

        assertThat(started).hasSize(5);
    }

    @Test
    void takeAtOnce_onlyWithAFreePermitAndNobodyInLine() {
        var demand = gate(0);
        var door = demand.door(Pace.free());
        assertThat(door.takeAtOnce()).isFalse();

        demand.add(1);
        assertThat(door.takeAtOnce()).isTrue();
        assertThat(door.takeAtOnce()).isFalse();
        door.permit().subscribe(permit -> started.add("in line"));
        assertThat(door.isVacant()).isFalse();
        demand.add(1);

        assertThat(started).containsExactly("in line");
        assertThat(door.isVacant()).isTrue();
        assertThat(door.takeAtOnce()).isFalse();
    }

    @Test
    void takeAtOnce_beyondTheWindowOrBeforeItsTime_takesNothing() {
        var narrow = gate(2).door(Pace.upTo(1));
        assertThat(narrow.takeAtOnce()).isTrue();
        assertThat(narrow.takeAtOnce()).isFalse();
        var slow = gate(2).door(everyMillis(100));
        assertThat(slow.takeAtOnce()).isTrue();
        assertThat(slow.takeAtOnce()).isFalse();

        time.advanceTimeBy(Duration.ofMillis(100));

        assertThat(slow.takeAtOnce()).isTrue();
    }

    @Test
    void doors_usedByTwoThreads_noWaiterIsForgotten() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            var gate = gate(1);
            var one = gate.door(Pace.upTo(1));
            var other = gate.door(Pace.upTo(1));
            var both = CompletableFuture.allOf(
                    CompletableFuture.runAsync(() -> through(one, Mono.empty()).block()),
                    CompletableFuture.runAsync(
                            () -> through(other, Mono.empty()).block()));
            both.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void through_callsThatEndAtOnce_doNotDeepenTheStack() {
        var gate = gate(1);
        var blocker = calls(gate.door(Pace.upTo(1)), "x", 1);
        var ended = Flux.range(0, 10_000)
                .flatMap(i -> through(gate.door(Pace.upTo(1)), Mono.just(i)), 10_000)
                .count()
                .toFuture();

        blocker.get(0).tryEmitEmpty();

        assertThat(ended).isCompletedWithValue(10_000L);
    }

    @Test
    void through_workThatComesToTheGateAgain_doesNotDeepenTheStack() {
        var gate = gate(0);
        var ended = Flux.range(0, 10_000)
                .flatMap(i -> through(gate.door(Pace.free()), through(gate.door(Pace.free()), Mono.just(i))), 10_000)
                .count()
                .toFuture();

        gate.add(20_000);

        assertThat(ended).isCompletedWithValue(10_000L);
    }

    @Test
    void through_workThatBreaksTheThread_leavesTheGateInOrder() {
        var gate = gate(0);
        var door = gate.door(Pace.free());
        door.enter(new Waiter(false) {
            @Override
            void admitted(Permit permit) {
                permit.giveBack(false);
                throw new LinkageError("broken");
            }

            @Override
            void sentAway() {
                throw new AssertionError("the door is open");
            }
        });

        assertThatThrownBy(() -> gate.add(1)).isInstanceOf(LinkageError.class);

        assertThat(through(door, Mono.just("answer")).block(Duration.ofSeconds(10)))
                .isEqualTo("answer");
    }

    private static Pace everyMillis(long millis) {
        return everyMillis(millis, new AtomicLong());
    }

    /** With the time of the next call in {@code next}. */
    private static Pace everyMillis(long millis, AtomicLong next) {
        var interval = Duration.ofMillis(millis).toNanos();
        return new FixedWindow(10) {
            @Override
            public long delay(long now) {
                return Math.max(0, next.get() - now);
            }

            @Override
            public void started(long now) {
                next.set(now + interval);
            }
        };
    }

    private Gate gate(int permits) {
        return new Gate(permits, new Timing(time, () -> 0));
    }

    private static <T> Mono<T> through(Door door, Mono<T> call) {
        return door.permit()
                .flatMap(permit ->
                        call.doOnTerminate(() -> permit.giveBack(false)).doOnCancel(() -> permit.giveBack(false)));
    }

    private static Mono<Reply<Object>> forNewWork(Door door) {
        return new GatedCall<>(door, new LaneMeter(), Mono.never(), true, () -> true, any -> {});
    }

    /** Calls that say when they start, and end when their sink is told to. */
    private List<Sinks.Empty<Void>> calls(Door door, String lane, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    var end = Sinks.<Void>empty();
                    through(door, end.asMono().doOnSubscribe(any -> started.add(lane + i)))
                            .subscribe();
                    return end;
                })
                .toList();
    }
}
