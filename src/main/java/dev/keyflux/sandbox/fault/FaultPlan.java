package dev.keyflux.sandbox.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * All that goes wrong in a sandbox. Every rule is asked about every call, in their order. Of those that strike it, delays
 * add up; of the others the first that keeps the call from its effect counts, or, if there is none, the first of each of
 * {@link EffectFault}'s kinds and the first {@link ReplyFault}.
 *
 * <pre>{@code
 * var plan = FaultPlan.seeded(42)
 *         .with(FaultRule.of("lost replies", Fault.reset(Stage.AFTER)).operations("ImportKeyPair").first(1))
 *         .with(FaultRule.of("limit", Fault.throttle(10, 5)).regions("eu-*"));
 * try (var sandbox = Sandbox.builder().faults(plan).start()) { … }
 * }</pre>
 *
 * <p>The same in JSON:
 *
 * <pre>{@code
 * {
 *   "seed": 42,
 *   "rules": [
 *     {"name": "lost replies", "operations": ["ImportKeyPair"], "first": 1, "fault": {"type": "reset", "stage": "after"}},
 *     {"name": "limit", "regions": ["eu-*"], "fault": {"type": "throttle", "rate": 10, "burst": 5}}
 *   ]
 * }
 * }</pre>
 *
 * <p>A rule takes {@code name} ({@code rules[0]} and so on), {@code operations}, {@code accounts}, {@code regions}, {@code
 * names} (lists of globs), one of {@code nth}, {@code first}, {@code every}, beside it {@code probability}, {@code per} (a
 * {@link Tally}: {@code "key"} unless told), {@code from}, {@code to}, {@code since} ({@code "firstCall"} or {@code
 * "start"}), and its {@code fault}: see {@link Fault}. Durations are texts such as {@code 500ms}, {@code 10s}, {@code 2m} or {@code 1h30m}.
 * Only {@code rules} and each rule's {@code fault} have to be there, and everything that is not known is an error.
 *
 * @param seed decides everything that is left to chance
 * @param rules in their order, with names of their own
 */
public record FaultPlan(long seed, List<FaultRule> rules) {

    /** Nothing goes wrong. */
    public static final FaultPlan NONE = new FaultPlan(0, List.of());

    /** Checks the names, and copies the list. */
    public FaultPlan {
        rules = List.copyOf(rules);
        var names = new HashSet<String>();
        for (var rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two rules are named '" + rule.name() + "'");
            }
        }
    }

    /** A plan without rules. */
    public static FaultPlan seeded(long seed) {
        return new FaultPlan(seed, List.of());
    }

    /** The same with one more rule, asked after all others. */
    public FaultPlan with(FaultRule rule) {
        var more = new ArrayList<>(rules);
        more.add(rule);
        return new FaultPlan(seed, more);
    }

    /**
     * Reads a plan in JSON.
     *
     * @throws UnreadableFaultPlanException if it is not one, all of it; the message says in which line and field
     */
    public static FaultPlan parse(String json) {
        return FaultPlanReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a file that holds a plan in JSON, in UTF-8.
     *
     * @throws IOException if the file cannot be read
     * @throws UnreadableFaultPlanException if it holds no plan
     */
    public static FaultPlan read(Path file) throws IOException {
        return FaultPlanReader.read(Files.readAllBytes(file));
    }
}
