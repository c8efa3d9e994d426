package dev.keyflux.key;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the RSA keys of one batch with each other: two that share a modulus or one of its primes give each other's
 * private keys away to everyone who sees both, however sound each looks by itself.
 *
 * <p>The time grows faster than the number of keys, so it is bounded: the first 4,096 RSA keys are compared, fewer if they
 * have more than 2048 bits, in some seconds and some 30 MB of memory. Of further keys nothing is kept. Not thread-safe.
 */
public final class RsaComparison {

    private static final int KEYS = 4_096;
    private static final int USUAL_BITS = 2_048;

    private final Map<String, Optional<RsaKey>> read = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Partner> partners = new ArrayList<>();

    private long bitsLeft;
    private long passedOver;

    /** A comparison of keys that are yet to be added. */
    public RsaComparison() {
        this(KEYS);
    }

    /** Compares so many keys of 2048 bits. */
    RsaComparison(int keys) {
        this.bitsLeft = (long) keys * USUAL_BITS;
    }

    /**
     * Takes up an entry, in the order of the batch. The keys of rejected ones are held against the good keys as far as those
     * leave room for them. Keys of other types take no part.
     */
    public void add(KeyEntry entry) {
        if (entry instanceof NamedKey named && named.key().type() == KeyType.RSA) {
            if (bitsLeft > 0) {
                compare(named.name(), named.key(), named.source());
            } else {
                passedOver++;
            }
        } else if (entry instanceof RejectedKey rejected) {
            var key = rejected.key();
            if (key != null && key.type() == KeyType.RSA && partners.size() < KEYS) {
                partners.add(new Partner(key, rejected.source()));
            }
        }
    }

    private void compare(@Nullable String name, SshPublicKey key, SourceLine source) {
        // One key may come under thousands of names.
        read.computeIfAbsent(key.base64(), any -> RsaKey.of(key)).ifPresent(rsa -> {
            entries.add(new Entry(name, source, rsa));
            bitsLeft -= Math.max(USUAL_BITS, rsa.modulus().bitLength());
        });
    }

    /** How many good RSA keys were added that {@link #rejected} does not compare. */
    public long passedOver() {
        return passedOver;
    }

    /**
     * Compares the keys and answers those that share something, by name and in the order in which they were added, each
     * as the rejected entry that it has become. The same key under several names shares nothing with itself. May compute
     * for seconds.
     */
    public Map<String, RejectedKey> rejected() {
        if (entries.isEmpty()) {
            return Map.of();
        }
        for (var partner : partners) {
            if (bitsLeft > 0) {
                compare(null, partner.key, partner.source);
            }
        }
        partners.clear();
        // Of one key under many names there is nothing to compare.
        if (read.size() < 2) {
            return Map.of();
        }
        var byModulus = new LinkedHashMap<BigInteger, List<Entry>>();
        entries.forEach(entry -> byModulus
                .computeIfAbsent(entry.rsa.modulus(), any -> new ArrayList<>())
                .add(entry));
        var twins = twins(byModulus.values());
        var sharers = sharers(byModulus);
        if (twins.isEmpty() && sharers.isEmpty()) {
            return Map.of();
        }
        var rejected = new LinkedHashMap<String, RejectedKey>();
        for (var entry : entries) {
            var name = entry.name;
            var modulus = entry.rsa.modulus();
            if (name == null) {
                continue;
            }
            if (twins.containsKey(entry.rsa)) {
                rejected.put(name, entry.weak(sameModulus(twins.get(entry.rsa))));
            } else if (sharers.containsKey(modulus)) {
                rejected.put(name, entry.weak(commonFactor(sharers.get(modulus))));
            }
        }
        return rejected;
    }

    /** For each key whose modulus another key has too, where those others are. */
    private static Map<RsaKey, Places> twins(Collection<List<Entry>> sameModulus) {
        var twins = new HashMap<RsaKey, Places>();
        for (var group : sameModulus) {
            var keys = group.stream().map(Entry::rsa).distinct().toList();
            if (keys.size() > 1) {
                keys.forEach(key -> twins.put(key, places(group.stream().filter(other -> !other.rsa.equals(key)))));
            }
        }
        return twins;
    }

    /** For each modulus that shares a prime, where the keys are with which it does. */
    private static Map<BigInteger, Places> sharers(Map<BigInteger, List<Entry>> byModulus) {
        var moduli = List.copyOf(byModulus.keySet());
        var sharers = new HashMap<BigInteger, Places>();
        SharedFactors.among(moduli).forEach((i, others) -> {
            var holders = others.stream().flatMap(j -> byModulus.getOrDefault(moduli.get(j), List.of()).stream());
            sharers.put(moduli.get(i), places(holders));
        });
        return sharers;
    }

    private static Places places(Stream<Entry> entries) {
        var places = new Places();
        entries.map(entry -> entry.source).forEach(places::add);
        return places;
    }

    private static String sameModulus(Places others) {
        return "the RSA modulus is that of " + others + " too, under another exponent, so each owner can compute the"
                + " other's private key: make a new key for each with " + RsaWeakness.NEW_KEY;
    }

    private static String commonFactor(Places others) {
        var whose = others.count() == 0 ? "other RSA keys of these sources" : others.toString();
        return "the RSA modulus has a prime factor in common with that of " + whose + ", so anyone who sees both can"
                + " compute the private keys: make a new key for each with " + RsaWeakness.NEW_KEY
                + ", on a machine that has gathered entropy";
    }

    /** The key of a rejected entry. */
    private record Partner(SshPublicKey key, SourceLine source) {}

    /**
     * A key that is compared.
     *
     * @param name null for one that is rejected already
     */
    private record Entry(@Nullable String name, SourceLine source, RsaKey rsa) {

        RejectedKey weak(String message) {
            return new RejectedKey(source, RejectionReason.WEAK, message);
        }
    }
}
