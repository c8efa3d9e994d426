package dev.keyflux.sandbox;

/** What can be wrong with the signature of a request, short of the signature itself. */
enum CredentialFailure {
    MISSING(403, "MissingAuthenticationTokenException", "MissingAuthenticationToken"),
    INCOMPLETE(400, "IncompleteSignatureException", "IncompleteSignature"),
    WRONG_SCOPE(403, "InvalidSignatureException", "SignatureDoesNotMatch"),
    UNRECOGNIZED(403, "UnrecognizedClientException", "InvalidClientTokenId"),
    EXPIRED(403, "ExpiredTokenException", "ExpiredToken");

    private final int status;
    private final String jsonType;
    private final String queryCode;

    CredentialFailure(int status, String jsonType, String queryCode) {
        this.status = status;
        this.jsonType = jsonType;
        this.queryCode = queryCode;
    }

    /** As an error of the service that speaks {@code protocol}; they call the same thing by different names. */
    ServiceError toError(AwsProtocol protocol, String text) {
        return new ServiceError(status, protocol == AwsProtocol.QUERY ? queryCode : jsonType, null, text);
    }
}
