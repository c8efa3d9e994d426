package dev.keyflux.sandbox.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes a plan of its JSON: {@link FaultPlan} says what is in it. */
final class FaultPlanReader {

    private FaultPlanReader() {}

    static FaultPlan read(byte[] json) {
        return JsonFields.read(JsonTree.parse(json), FaultPlanReader::plan);
    }

    private static FaultPlan plan(JsonFields fields) {
        var seed = fields.optional("seed")
                .map(tree -> JsonFields.whole(tree, Long.MAX_VALUE))
                .orElse(0L);
        var rules = new ArrayList<FaultRule>();
        for (var rule : JsonFields.list(fields.required("rules"))) {
            rules.add(JsonFields.read(rule, members -> rule(members, rule.field())));
            // Checked after each, so that the message points to the rule whose name is taken.
            rule.checked(() -> new FaultPlan(seed, rules));
        }
        return new FaultPlan(seed, rules);
    }

    private static FaultRule rule(JsonFields fields, String place) {
        return new FaultRule(
                fields.optional("name").map(JsonFields::text).orElse(place),
                JsonFields.read(fields.required("fault"), FaultReader::fault),
                new CallFilter(
                        globs(fields, "operations"),
                        globs(fields, "accounts"),
                        globs(fields, "regions"),
                        globs(fields, "names")),
                turns(fields),
                window(fields));
    }

    private static List<String> globs(JsonFields fields, String name) {
        return fields.optional(name).map(JsonFields::texts).orElseGet(List::of);
    }

    private static Turns turns(JsonFields fields) {
        if (Stream.of("nth", "first", "every").filter(fields::has).count() > 1) {
            throw new IllegalArgumentException("only one of nth, first and every can be given");
        }
        var turns = Turns.ALL;
        var nth = fields.optional("nth").map(JsonFields::count);
        var first = fields.optional("first").map(JsonFields::count);
        var every = fields.optional("every").map(JsonFields::count);
        if (nth.isPresent()) {
            turns = turns.among(nth.get(), nth.get(), 1);
        } else if (first.isPresent()) {
            turns = turns.among(1, first.get(), 1);
        } else if (every.isPresent()) {
            turns = turns.among(every.get(), Integer.MAX_VALUE, every.get());
        }
        return turns.likely(fields.optional("probability").map(JsonFields::real).orElse(1.0))
                .per(fields.optional("per")
                        .map(tree -> JsonFields.word(tree, Tally.class))
                        .orElse(Tally.KEY));
    }

    private static Window window(JsonFields fields) {
        return new Window(
                fields.optional("from").map(JsonFields::duration).orElse(Duration.ZERO),
                fields.optional("to").map(JsonFields::duration).orElse(null),
                fields.optional("since")
                        .map(tree -> JsonFields.word(tree, Window.Since.class))
                        .orElse(Window.Since.FIRST_CALL));
    }
}
