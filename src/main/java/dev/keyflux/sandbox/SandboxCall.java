package dev.keyflux.sandbox;

/**
 * One call as the sandbox tells calls apart.
 *
 * @param accountId the twelve digits of the caller's account
 * @param region the region of the request's credential scope, for example {@code eu-north-1}
 * @param operation the operation's name in the service's API, for example {@code ImportKeyPair}
 */
public record SandboxCall(String accountId, String region, String operation) {}
