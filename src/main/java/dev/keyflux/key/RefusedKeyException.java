package dev.keyflux.key;

import java.io.Serial;

/** A text is no usable public key. The message says what is wrong and what to do, and never shows private material. */
public final class RefusedKeyException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;
    private final String problem;

    RefusedKeyException(RejectionReason reason, String message) {
        super(message);
        this.reason = reason;
        this.problem = message;
    }

    static RefusedKeyException malformed(String message) {
        return new RefusedKeyException(RejectionReason.MALFORMED, message);
    }

    /** Why the key was refused. */
    public RejectionReason reason() {
        return reason;
    }

    /** The same of a file, named before what is wrong with it. */
    RefusedKeyException about(String file) {
        return new RefusedKeyException(reason, file + ": " + problem);
    }

    /** The refusal of a whole text, for what stands on this line of it. */
    Refusal on(int line) {
        return new Refusal(line, reason, problem);
    }

    /** The refusal as an entry of a source. */
    RejectedKey at(SourceLine source) {
        return new RejectedKey(source, reason, problem);
    }

    /** The refusal of a public key as an entry of a source. */
    RejectedKey at(SourceLine source, SshPublicKey key) {
        return new RejectedKey(source, reason, problem, key);
    }
}
