package dev.keyflux.key;

/** A piece of a text that is, or was meant to be, one key, in one of the forms that keys come in. */
sealed interface KeyForm permits OpenSshLine, PemBlock, Rfc4716Block {

    /** The line it begins on, from 1. */
    int line();

    /** Whether this was meant to be a key, whatever is wrong with it; any other text may merely stand where a key could. */
    boolean isMeantAsKey();

    /**
     * Reads the key.
     *
     * @throws RefusedKeyException if it is not one sound public key
     */
    FoundKey read();
}
