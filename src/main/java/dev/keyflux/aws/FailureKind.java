package dev.keyflux.aws;

/** What a failed call means for the caller: whether it may have taken effect, and whether it can heal. */
public enum FailureKind {
    /** Too many calls. Nothing happened; ask again later. */
    THROTTLED,
    /** The name is in use, by a key pair or by any other resource. Nothing happened in this call. */
    NAME_EXISTS,
    /** There is no such resource. */
    NOT_FOUND,
    /** The service refused the request itself, for example the key's format or a quota. Nothing happened. */
    REFUSED,
    /** The service refused with an undocumented code. Most likely nothing happened; a look can tell. */
    UNRECOGNIZED,
    /**
     * No permission, no valid credentials, settings that the SDK cannot follow, or a region that is not enabled. Will not heal
     * by itself.
     */
    DENIED,
    /**
     * The request's signature was out of date: its session had expired, or our clock differs from the time that the service
     * tells. Nothing happened; the next request has new credentials and the service's time.
     */
    STALE_SIGNATURE,
    /** The account or the region is still being set up. Heals within minutes. */
    SETUP_IN_PROGRESS,
    /** Nothing was sent: the account could not be entered, since STS throttles. Heals within minutes. */
    SESSION_THROTTLED,
    /** Nothing was sent: no connection, no such host. */
    UNREACHABLE,
    /** Something was sent and no clear answer came: a timeout, a reset, a server error, an unreadable answer. */
    AMBIGUOUS
}
