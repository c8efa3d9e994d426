package dev.keyflux.key;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What each key of a source has to pass, however often the source is read. To look for weaknesses takes half a millisecond
 * of an RSA key of 2048 bits, and a rollout reads its source once for each target, so RSA keys that passed are remembered:
 * the first 16,384 of them, in some 2 MB. For any threads.
 */
final class KeyCheck {

    private static final int REMEMBERED = 16_384;

    private final Consumer<SshPublicKey> policy;
    private final int remembered;
    private final Set<String> sound = ConcurrentHashMap.newKeySet();

    /** A check by {@code policy} that has seen no key. */
    KeyCheck(KeyPolicy policy) {
        this(policy::check, REMEMBERED);
    }

    /** Remembers that many RSA keys at most, or a few more if several threads add some at once. */
    KeyCheck(Consumer<SshPublicKey> policy, int remembered) {
        this.policy = policy;
        this.remembered = remembered;
    }

    /**
     * Judges a key by itself.
     *
     * @throws RefusedKeyException if the policy refuses it
     */
    void pass(SshPublicKey key) {
        if (key.type() != KeyType.RSA) {
            policy.accept(key);
        } else if (!sound.contains(key.fingerprint())) {
            policy.accept(key);
            if (sound.size() < remembered) {
                sound.add(key.fingerprint());
            }
        }
    }
}
