package dev.keyflux.aws;

import reactor.core.publisher.Mono;

/** The calls on one target, writes included. The contract of {@link KeyPairReader} holds for every method. */
public interface KeyPairClient extends KeyPairReader {

    /**
     * Imports a public key. Cancelling the subscription does not take the request back: a write that was sent runs to its
     * end.
     *
     * @param name the name of the key pair to create
     * @param line the OpenSSH key line, trimmed
     * @return the operation that the service answers; its success is not implied
     */
    Mono<Operation> importKeyPair(String name, String line);
}
