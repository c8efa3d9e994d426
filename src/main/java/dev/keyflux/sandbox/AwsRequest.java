package dev.keyflux.sandbox;

/**
 * A request of which is known who asks for what; its members are still to be read.
 *
 * @param protocol how it was asked
 * @param id the id that this request is answered with
 * @param call what is asked for, in which account and region
 * @param caller who asks
 * @param signature how it was signed
 * @param body what the client sent
 */
record AwsRequest(
        AwsProtocol protocol, String id, SandboxCall call, Caller caller, RequestSignature signature, String body) {}
