package dev.keyflux.key;

/**
 * A public key that was judged good, under the key pair name it is to have.
 *
 * @param name the key pair name, as Lightsail accepts it
 * @param key the key
 * @param source where it was read
 */
public record NamedKey(String name, SshPublicKey key, SourceLine source) implements KeyEntry {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if Lightsail would refuse the name
     */
    public NamedKey {
        KeyPairName.check(name);
    }
}
