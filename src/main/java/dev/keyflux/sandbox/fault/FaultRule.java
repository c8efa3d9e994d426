package dev.keyflux.sandbox.fault;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A fault, and the calls that it strikes: those that its filter matches and whose turn it is, while its window is open.
 * By default every call to Lightsail.
 *
 * <pre>{@code
 * FaultRule.of("lost replies", Fault.reset(Stage.AFTER)).operations("ImportKeyPair").regions("eu-*").first(1)
 * }</pre>
 *
 * @param name what the fault log calls it; also part of its chance, so that rules may be added around it without changing it
 * @param fault what goes wrong
 * @param calls which calls it is about
 * @param turns which of those it strikes
 * @param window when it holds. Calls outside of it are counted all the same
 */
public record FaultRule(String name, Fault fault, CallFilter calls, Turns turns, Window window) {

    /** A fault of every call to Lightsail. */
    public static FaultRule of(String name, Fault fault) {
        return new FaultRule(name, fault, CallFilter.ALL, Turns.ALL, Window.ALWAYS);
    }

    /** Only calls of these operations: globs, see {@link CallFilter}. */
    public FaultRule operations(String... globs) {
        return about(new CallFilter(List.of(globs), calls.accounts(), calls.regions(), calls.names()));
    }

    /** Only calls in these accounts: globs of account ids. */
    public FaultRule accounts(String... globs) {
        return about(new CallFilter(calls.operations(), List.of(globs), calls.regions(), calls.names()));
    }

    /** Only calls in these regions: globs. */
    public FaultRule regions(String... globs) {
        return about(new CallFilter(calls.operations(), calls.accounts(), List.of(globs), calls.names()));
    }

    /** Only calls about these key pairs: globs of names. */
    public FaultRule names(String... globs) {
        return about(new CallFilter(calls.operations(), calls.accounts(), calls.regions(), List.of(globs)));
    }

    /** Only the nth call, counted from 1. */
    public FaultRule nth(int nth) {
        return inTurns(turns.among(nth, nth, 1));
    }

    /** Only the first n calls. */
    public FaultRule first(int n) {
        return inTurns(turns.among(1, n, 1));
    }

    /** Only every nth call: the nth, twice the nth, and so on. */
    public FaultRule every(int n) {
        return inTurns(turns.among(n, Integer.MAX_VALUE, n));
    }

    /** Only with this probability, from 0 to 1, decided by the seed for each call. */
    public FaultRule probability(double probability) {
        return inTurns(turns.likely(probability));
    }

    /** Counts calls together that have this in common; {@link Tally#KEY} unless told. */
    public FaultRule per(Tally tally) {
        return inTurns(turns.per(tally));
    }

    /** Only so long after the sandbox's first call. */
    public FaultRule from(Duration from) {
        return within(new Window(from, window.to(), window.since()));
    }

    /** Only between these times, the second exclusive, since the sandbox's first call. */
    public FaultRule between(Duration from, Duration to) {
        return within(new Window(from, to, window.since()));
    }

    /** Counts times from here instead of from the sandbox's first call; those of a {@link GateFault.Throttle} too. */
    public FaultRule since(Window.Since since) {
        return within(new Window(window.from(), window.to(), since));
    }

    /** Whether the {@code nth} such call is struck, as far as that does not depend on the time. A pure function. */
    public boolean strikes(long seed, CallIdentity call, int nth) {
        return calls.matches(call) && turns.include(nth, random(seed, call, nth).nextDouble());
    }

    /**
     * The chance of the {@code nth} such call: the same for the same seed, rule, {@linkplain Tally#group calls counted
     * together} and number. Its first number decides {@link #strikes}, the rest are the fault's.
     */
    public Random random(long seed, CallIdentity call, int nth) {
        long hash = mixed(seed, name);
        for (var part : turns.per().group(call)) {
            hash = mixed(hash, part);
        }
        return new Random(mixed(hash, Integer.toString(nth)));
    }

    /** FNV-1a, finished as in SplitMix64 so that texts which differ little have nothing in common. */
    private static long mixed(long hash, String text) {
        long mixed = hash ^ 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * 0x100000001b3L;
        }
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    private FaultRule about(CallFilter others) {
        return new FaultRule(name, fault, others, turns, window);
    }

    private FaultRule inTurns(Turns others) {
        return new FaultRule(name, fault, calls, others, window);
    }

    private FaultRule within(Window other) {
        return new FaultRule(name, fault, calls, turns, other);
    }
}
