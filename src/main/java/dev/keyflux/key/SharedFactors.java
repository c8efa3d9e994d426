package dev.keyflux.key;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells which of some RSA moduli have a prime factor in common, and with which others. */
final class SharedFactors {

    /**
     * How many pairs are looked at one by one. Only keys both of whose primes are shared need that, and there is no
     * honest batch with many of them; a made-up one shall not take minutes.
     */
    private static final int PAIRS = 20_000;

    private final List<BigInteger> moduli;
    private final Map<Integer, BigInteger> suspects = new TreeMap<>();
    private final Map<BigInteger, List<Integer>> byFactor = new HashMap<>();
    private int pairsLeft = PAIRS;

    private SharedFactors(List<BigInteger> moduli) {
        this.moduli = moduli;
    }

    /**
     * The positions of all moduli that share a factor, each with the positions of others that share it: at least one,
     * except in a batch in which thousands share both of their factors.
     *
     * @param moduli distinct numbers above 1
     */
    static Map<Integer, List<Integer>> among(List<BigInteger> moduli) {
        return new SharedFactors(moduli).find();
    }

    private Map<Integer, List<Integer>> find() {
        var factors = CommonFactors.of(moduli);
        for (int i = 0; i < factors.size(); i++) {
            var factor = factors.get(i);
            if (!factor.equals(BigInteger.ONE)) {
                suspects.put(i, factor);
                byFactor.computeIfAbsent(factor, any -> new ArrayList<>()).add(i);
            }
        }
        var partners = new TreeMap<Integer, List<Integer>>();
        suspects.forEach((i, factor) -> partners.put(i, partners(i, factor)));
        return partners;
    }

    private List<Integer> partners(int i, BigInteger factor) {
        var sameFactor = byFactor.getOrDefault(factor, List.of());
        return sameFactor.size() > 1
                ? sameFactor.stream().filter(j -> j != i).toList()
                : suspects.keySet().stream()
                        .filter(j -> j != i && pairsLeft-- > 0 && haveCommonFactor(i, j))
                        .toList();
    }

    private boolean haveCommonFactor(int i, int j) {
        return !moduli.get(i).gcd(moduli.get(j)).equals(BigInteger.ONE);
    }
}
