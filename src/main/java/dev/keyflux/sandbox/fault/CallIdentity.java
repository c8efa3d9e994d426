package dev.keyflux.sandbox.fault;

/**
 * What tells calls apart, and is the same whenever the same client does the same work.
 *
 * @param accountId the twelve digits of the caller's account
 * @param region the region of the request's credential scope
 * @param operation for example {@code ImportKeyPair}
 * @param name the key pair that the call is about, also for {@code GetOperation}; the role's ARN for {@code AssumeRole};
 *     empty for calls about nothing in particular, such as listings
 */
public record CallIdentity(String accountId, String region, String operation, String name) {}
