package dev.keyflux.key;

import java.util.Locale;

/** Why an entry of a source is no importable key. */
public enum RejectionReason {
    /** A private key, in whatever form. */
    PRIVATE_KEY,
    /** Not what it claims to be: broken base64, wrong lengths, trailing bytes, impossible numbers. */
    MALFORMED,
    /** A well-formed key of a type that is not allowed. */
    UNSUPPORTED_TYPE,
    /** A key that does not protect: too few bits, or known to be breakable. */
    WEAK,
    /** An OpenSSH or X.509 certificate, a request for one, or the key of an authority that signs them. */
    CERTIFICATE,
    /** The name that the template or the manifest gives is one that Lightsail refuses. */
    BAD_NAME,
    /** An earlier entry has the same name. */
    DUPLICATE_NAME,
    /** A file without any entry. */
    EMPTY,
    /** A file or line larger than any key file. */
    TOO_LARGE,
    /** A file that cannot be read. */
    UNREADABLE;

    /** The name as reports show it, for example {@code private_key}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
