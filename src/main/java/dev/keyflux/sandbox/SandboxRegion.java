package dev.keyflux.sandbox;

import java.util.List;
import java.util.Optional;

/** One account in one region of a {@link Sandbox}, for tests to arrange beforehand and to look at afterwards. Live. */
public final class SandboxRegion {
    private final RegionShelf shelf;

    SandboxRegion(RegionShelf shelf) {
        this.shelf = shelf;
    }

    /** The key pairs it holds, by name, as a copy; also those that reads do not show yet. */
    public List<SandboxKeyPair> keyPairs() {
        return shelf.heldKeyPairs();
    }

    /** The key pair of this name; empty if there is none or if another type of resource has the name. */
    public Optional<SandboxKeyPair> keyPair(String name) {
        return keyPairs().stream().filter(pair -> pair.name().equals(name)).findFirst();
    }

    /** The names in use, of resources of every type, in order, as a copy. */
    public List<String> activeNames() {
        return shelf.activeNames("", Integer.MAX_VALUE).items();
    }

    /**
     * Puts a key pair there as if it had been imported earlier, in place of whatever has the name.
     *
     * @throws IllegalArgumentException if {@code line} is no {@code ssh-rsa} or {@code ssh-ed25519} key line
     */
    public SandboxRegion putKeyPair(String name, String line) {
        var key = ImportedKey.parse(line);
        shelf.putKeyPair(name, key.line(), key.fingerprint());
        return this;
    }

    /**
     * Puts a key pair there as if the service had created it, in place of whatever has the name. Lightsail shows twenty
     * octets for those, SHA-1 over private material, that cannot be compared with any public key.
     */
    public SandboxRegion putCreatedKeyPair(String name, String fingerprint) {
        shelf.putKeyPair(name, null, fingerprint);
        return this;
    }

    /**
     * Puts a resource of another type there, in place of whatever has the name.
     *
     * @param resourceType for example {@code Instance}
     * @throws IllegalArgumentException if it is {@code KeyPair}
     */
    public SandboxRegion putResource(String name, String resourceType) {
        if (resourceType.equals("KeyPair")) {
            throw new IllegalArgumentException("a key pair needs a key line: " + name);
        }
        shelf.putResource(name, resourceType);
        return this;
    }

    /** Takes away whatever has this name, if anything has. */
    public SandboxRegion remove(String name) {
        shelf.remove(name);
        return this;
    }
}
