package dev.keyflux.key;

import java.util.List;

/**
 * A public key that was judged good, under the key pair name it is to have.
 *
 * @param name the key pair name, as Lightsail accepts it
 * @param key the key
 * @param source where it was read
 * @param notes what its owner may want to know of the way it was written, for people: that it was base64-encoded once
 *     more, that its comment was not UTF-8, or that it had options; mostly empty
 */
public record NamedKey(String name, SshPublicKey key, SourceLine source, List<String> notes) implements KeyEntry {

    /**
     * Checks the name and copies the notes.
     *
     * @throws IllegalArgumentException if Lightsail would refuse the name
     */
    public NamedKey {
        KeyPairName.check(name);
        notes = List.copyOf(notes);
    }

    /** A key of which there is nothing to note. */
    public NamedKey(String name, SshPublicKey key, SourceLine source) {
        this(name, key, source, List.of());
    }
}
