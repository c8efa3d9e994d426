package dev.keyflux.sandbox;

/**
 * Who makes a call.
 *
 * @param accountId the account that the caller acts in
 * @param arn the ARN of the user or of the role's session
 * @param userId the unique id that IAM has for it
 */
record Caller(String accountId, String arn, String userId) {}
