package dev.keyflux.key;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Judges the keys of a source, however often it is read. Looking an RSA key of 2048 bits through for weaknesses takes half
 * a millisecond, and a rollout reads its source once for each target, so RSA keys that were found sound are remembered: the
 * first 16,384 of them, in some 2 MB. For any threads.
 */
final class KeyCheck {

    private static final int REMEMBERED = 16_384;

    private final Consumer<SshPublicKey> judge;
    private final int limit;
    private final Set<String> sound = ConcurrentHashMap.newKeySet();

    /** Judges by {@code policy}. */
    KeyCheck(KeyPolicy policy) {
        this(policy::check, REMEMBERED);
    }

    /** Remembers {@code limit} RSA keys at most, or a few more if several threads add some at once. */
    KeyCheck(Consumer<SshPublicKey> judge, int limit) {
        this.judge = judge;
        this.limit = limit;
    }

    /**
     * Judges a key by itself.
     *
     * @throws RefusedKeyException if it is refused
     */
    void judge(SshPublicKey key) {
        if (key.type() != KeyType.RSA) {
            judge.accept(key);
        } else if (!sound.contains(key.fingerprint())) {
            judge.accept(key);
            if (sound.size() < limit) {
                sound.add(key.fingerprint());
            }
        }
    }
}
