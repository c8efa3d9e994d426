package dev.keyflux.rollout;

import dev.keyflux.aws.Failure;
import dev.keyflux.aws.FailureKind;
import dev.keyflux.aws.KeyPair;
import dev.keyflux.aws.KeyPairReader;
import dev.keyflux.aws.Page;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a target held when its lane began, so that most keys need no look of their own.
 *
 * @param keyPairs the target's key pairs, by name
 */
record Survey(Map<String, KeyPair> keyPairs) {

    /** Pages of a listing that may hold nothing new; a service may filter what it lists, page by page. */
    private static final int MOST_BARREN_PAGES = 1_000;

    /** Pages through the target's key pairs; empty, or cut short, if the lane closes meanwhile. */
    static Mono<Reply<Survey>> take(LaneCalls calls, KeyPairReader reader) {
        return Mono.defer(() -> {
            var found = new HashMap<String, KeyPair>();
            return pages(calls, reader::keyPairs, pair -> found.put(pair.name(), pair) == null)
                    .map(reply -> mapped(reply, new Survey(found)));
        });
    }

    /** Pages through the names that any resource of the target uses; empty, or cut short, if the lane closes meanwhile. */
    static Mono<Reply<Set<String>>> names(LaneCalls calls, KeyPairReader reader) {
        return Mono.defer(() -> {
            var found = new HashSet<String>();
            return pages(calls, reader::activeNames, found::add).map(reply -> mapped(reply, found));
        });
    }

    /** The key pair of this name, if the target held one. */
    Optional<KeyPair> keyPair(String name) {
        return Optional.ofNullable(keyPairs.get(name));
    }

    /** @param add takes an item, and answers whether it is a new one */
    private static <T> Mono<Reply<Page<T>>> pages(
            LaneCalls calls, Function<@Nullable String, Mono<Page<T>>> page, Predicate<? super T> add) {
        var asked = new HashSet<String>();
        var barren = new AtomicInteger();
        return calls.patientlyUnlessClosed(page.apply(null))
                .expand(reply -> {
                    if (!(reply instanceof Reply.Answer<Page<T>> answer)) {
                        return Mono.empty();
                    }
                    var fresh = answer.value().items().stream().filter(add).count();
                    var token = answer.value().nextToken();
                    if (token == null) {
                        return Mono.empty();
                    }
                    var goesOn = asked.add(token) && (fresh > 0 || barren.incrementAndGet() < MOST_BARREN_PAGES);
                    return goesOn ? calls.patientlyUnlessClosed(page.apply(token)) : Mono.just(circle());
                })
                .takeLast(1)
                .next();
    }

    private static <T> Reply<T> circle() {
        return new Reply.Failed<>(new Failure(
                FailureKind.REFUSED,
                "UnreadableAnswer",
                "the listing leads back to pages that were read before",
                null));
    }

    private static <T> Reply<T> mapped(Reply<?> reply, T found) {
        return reply instanceof Reply.Failed<?> failed
                ? new Reply.Failed<>(failed.failure())
                : new Reply.Answer<>(found);
    }
}
