package dev.keyflux.key;

import org.jspecify.annotations.Nullable;

/**
 * An entry that is no importable key.
 *
 * @param source where it stands
 * @param reason why it was refused
 * @param message what is wrong and what to do about it, for people; never shows private material
 * @param key the public key, if that is sound and was refused for its name or by policy, until it has been held against the
 *     others of its batch; else null
 */
public record RejectedKey(
        SourceLine source,
        RejectionReason reason,
        String message,
        @Nullable SshPublicKey key) implements KeyEntry {

    /** An entry that is no public key at all. */
    public RejectedKey(SourceLine source, RejectionReason reason, String message) {
        this(source, reason, message, null);
    }

    /** The same without its key. */
    public RejectedKey withoutKey() {
        return key == null ? this : new RejectedKey(source, reason, message);
    }
}
