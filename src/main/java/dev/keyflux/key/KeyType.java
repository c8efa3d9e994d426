package dev.keyflux.key;

import java.util.Arrays;
import java.util.Optional;

/** The public key types of OpenSSH that Keyflux can read. Certificates are no keys and have no entry here. */
public enum KeyType {
    /** RSA (RFC 4253, section 6.6). */
    RSA("ssh-rsa"),
    /** Ed25519 (RFC 8709). */
    ED25519("ssh-ed25519"),
    /** ECDSA over NIST P-256 (RFC 5656). */
    ECDSA_P256("ecdsa-sha2-nistp256"),
    /** ECDSA over NIST P-384 (RFC 5656). */
    ECDSA_P384("ecdsa-sha2-nistp384"),
    /** ECDSA over NIST P-521 (RFC 5656). */
    ECDSA_P521("ecdsa-sha2-nistp521"),
    /** Ed25519 on a security key (OpenSSH PROTOCOL.u2f). */
    SK_ED25519("sk-ssh-ed25519@openssh.com"),
    /** ECDSA P-256 on a security key (OpenSSH PROTOCOL.u2f). */
    SK_ECDSA_P256("sk-ecdsa-sha2-nistp256@openssh.com"),
    /** DSA (RFC 4253, section 6.6): known so that it can be refused by name. */
    DSA("ssh-dss");

    private final String wireName;

    KeyType(String wireName) {
        this.wireName = wireName;
    }

    /** The name that stands on a key line, for example {@code ssh-ed25519}. */
    public String wireName() {
        return wireName;
    }

    /** The type with this name on a key line; empty for a name that is none. */
    public static Optional<KeyType> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(name))
                .findFirst();
    }
}
