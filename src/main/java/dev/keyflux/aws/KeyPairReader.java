package dev.keyflux.aws;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The calls on one target that change nothing. Code given only this type cannot write.
 *
 * <p>Every method is cold: each subscription is one call. A call that fails signals {@link CallFailedException} and
 * nothing else; no call is retried here. A call that completes empty counts as one whose answer was lost.
 */
public interface KeyPairReader {

    /** One page of the target's key pairs, the first one for a null token; the default key pair is not listed. */
    Mono<Page<KeyPair>> keyPairs(@Nullable String pageToken);

    /** The key pair of this name; {@link FailureKind#NOT_FOUND} if there is none. */
    Mono<KeyPair> keyPair(String name);

    /** One page of the names in use by any resource of the target, the first one for a null token. */
    Mono<Page<String>> activeNames(@Nullable String pageToken);

    /** The present state of an operation; {@link FailureKind#NOT_FOUND} if the service no longer knows it. */
    Mono<Operation> operation(String id);
}
