package dev.keyflux.rollout;

import dev.keyflux.key.NamedKey;
import reactor.core.publisher.Mono;

/** What a lane does with each of its keys. */
@FunctionalInterface
interface Settler {

    /** Establishes what becomes of the key. Cold; emits exactly one verdict and never an error. */
    Mono<Verdict> settle(NamedKey key);
}
