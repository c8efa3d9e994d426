package dev.keyflux.sandbox.fault;

import java.util.List;
import java.util.Set;

/**
 * Which calls a rule is about. Each list holds globs, in which {@code *} stands for any characters and {@code ?} for one; one
 * of them has to match the whole. An empty list leaves it open.
 *
 * @param operations for example {@code ImportKeyPair} or {@code Get*}. Empty: all of Lightsail's; STS has to be asked for, by
 *     {@code AssumeRole}, {@code GetCallerIdentity} or {@code *}
 * @param accounts account ids
 * @param regions for example {@code eu-*}
 * @param names key pair names, or what else {@link CallIdentity#name()} says
 */
public record CallFilter(List<String> operations, List<String> accounts, List<String> regions, List<String> names) {

    /** Every call to Lightsail. */
    public static final CallFilter ALL = new CallFilter(List.of(), List.of(), List.of(), List.of());

    private static final Set<String> STS = Set.of("AssumeRole", "GetCallerIdentity");

    /** Copies the lists. */
    public CallFilter {
        operations = List.copyOf(operations);
        accounts = List.copyOf(accounts);
        regions = List.copyOf(regions);
        names = List.copyOf(names);
    }

    /** Whether it is about this call. */
    public boolean matches(CallIdentity call) {
        return (operations.isEmpty() ? !STS.contains(call.operation()) : anyMatches(operations, call.operation()))
                && (accounts.isEmpty() || anyMatches(accounts, call.accountId()))
                && (regions.isEmpty() || anyMatches(regions, call.region()))
                && (names.isEmpty() || anyMatches(names, call.name()));
    }

    private static boolean anyMatches(List<String> globs, String text) {
        return globs.stream().anyMatch(glob -> matches(glob, text));
    }

    /** Goes back to the last star, letting it take one character more, whenever what follows it does not fit. */
    private static boolean matches(String glob, String text) {
        int g = 0;
        int star = -1;
        int taken = 0;
        for (int t = 0; t < text.length(); ) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                taken = t;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == text.charAt(t))) {
                g++;
                t++;
            } else if (star >= 0) {
                g = star + 1;
                t = ++taken;
            } else {
                return false;
            }
        }
        return glob.substring(g).chars().allMatch(c -> c == '*');
    }
}
