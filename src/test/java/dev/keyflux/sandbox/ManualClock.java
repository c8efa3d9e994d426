package dev.keyflux.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until told. */
final class ManualClock implements InstantSource {
    private volatile Instant now;

    private ManualClock(Instant now) {
        this.now = now;
    }

    static ManualClock atEpoch() {
        return new ManualClock(Instant.EPOCH);
    }

    /** Where a real client signs its requests. */
    static ManualClock atPresent() {
        return new ManualClock(InstantSource.system().instant());
    }

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration time) {
        now = now.plus(time);
    }
}
