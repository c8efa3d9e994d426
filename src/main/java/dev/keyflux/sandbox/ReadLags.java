package dev.keyflux.sandbox;

import dev.keyflux.sandbox.fault.EffectFault.ReadLag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which key pairs of a region reads do not show yet. Not safe for use by several threads. */
final class ReadLags {
    private final Map<String, Lag> lags = new HashMap<>();
    private final InstantSource clock;

    ReadLags(InstantSource clock) {
        this.clock = clock;
    }

    private record Lag(Instant until, int reads) {}

    /** A key pair was made, with this lag or without any. */
    void began(String name, @Nullable ReadLag lag) {
        lags.remove(name);
        if (lag != null) {
            lags.put(name, new Lag(clock.instant().plus(lag.time()), lag.reads()));
        }
    }

    /** A read comes by the key pair: whether it is shown. */
    boolean shows(String name) {
        var lag = lags.get(name);
        if (lag == null) {
            return true;
        }
        if (lag.reads() == 0 && !clock.instant().isBefore(lag.until())) {
            lags.remove(name);
            return true;
        }
        lags.put(name, new Lag(lag.until(), Math.max(0, lag.reads() - 1)));
        return false;
    }
}
