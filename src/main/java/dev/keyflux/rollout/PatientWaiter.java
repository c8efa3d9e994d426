package dev.keyflux.rollout;

import reactor.core.publisher.MonoSink;

/** A {@link Waiter} that stays in line when the door closes, and emits the permit. */
final class PatientWaiter extends Waiter {

    private final MonoSink<Permit> sink;

    PatientWaiter(MonoSink<Permit> sink) {
        super(false);
        this.sink = sink;
    }

    @Override
    void admitted(Permit permit) {
        sink.success(permit);
    }

    @Override
    void sentAway() {
        sink.success();
    }
}
