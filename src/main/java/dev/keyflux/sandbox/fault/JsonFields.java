package dev.keyflux.sandbox.fault;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The members of an object, taken out one by one: what nobody has taken in the end is unknown. */
final class JsonFields {
    private static final Pattern DURATION =
            Pattern.compile("(?=\\d)(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?(?:(\\d{1,9})ms)?");

    private final JsonTree object;
    private final Map<?, ?> members;
    private final Set<String> asked = new HashSet<>();

    private JsonFields(JsonTree object, Map<?, ?> members) {
        this.object = object;
        this.members = members;
    }

    /** Makes a value of an object's members, all of which it has to take. A value's own complaints get their place. */
    static <T> T read(JsonTree tree, Function<JsonFields, T> read) {
        if (!(tree.value() instanceof Map<?, ?> members)) {
            throw tree.wrong("must be an object");
        }
        var fields = new JsonFields(tree, members);
        var value = tree.checked(() -> read.apply(fields));
        fields.refuseTheRest();
        return value;
    }

    private void refuseTheRest() {
        for (var member : members.entrySet()) {
            if (!asked.contains(String.valueOf(member.getKey())) && member.getValue() instanceof JsonTree unknown) {
                throw unknown.wrong("unknown field; known here are "
                        + asked.stream().sorted().collect(joining(", ")));
            }
        }
    }

    Optional<JsonTree> optional(String name) {
        asked.add(name);
        return members.get(name) instanceof JsonTree tree ? Optional.of(tree) : Optional.empty();
    }

    JsonTree required(String name) {
        return optional(name).orElseThrow(() -> object.wrong("'" + name + "' is missing"));
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    static String text(JsonTree tree) {
        if (tree.value() instanceof String text) {
            return text;
        }
        throw tree.wrong("must be a text");
    }

    static List<String> texts(JsonTree tree) {
        return list(tree).stream().map(JsonFields::text).toList();
    }

    static List<JsonTree> list(JsonTree tree) {
        if (tree.value() instanceof List<?> elements) {
            return elements.stream().map(JsonTree.class::cast).toList();
        }
        throw tree.wrong("must be a list");
    }

    static int count(JsonTree tree) {
        return (int) whole(tree, Integer.MAX_VALUE);
    }

    static long whole(JsonTree tree, long most) {
        try {
            var whole = number(tree).longValueExact();
            if (whole >= -most && whole <= most) {
                return whole;
            }
        } catch (ArithmeticException e) {
            // Refused below, as a number out of bounds is.
        }
        throw tree.wrong("must be a whole number");
    }

    static double real(JsonTree tree) {
        return number(tree).doubleValue();
    }

    private static BigDecimal number(JsonTree tree) {
        if (tree.value() instanceof BigDecimal number) {
            return number;
        }
        throw tree.wrong("must be a number");
    }

    static Duration duration(JsonTree tree) {
        var parts = DURATION.matcher(text(tree));
        if (!parts.matches()) {
            throw tree.wrong("'" + tree.value() + "' is no duration; write for example 500ms, 10s, 2m or 1h30m");
        }
        var units = List.of(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMillis(1));
        var sum = Duration.ZERO;
        for (int i = 0; i < units.size(); i++) {
            var digits = parts.group(i + 1);
            sum = digits == null ? sum : sum.plus(units.get(i).multipliedBy(Long.parseLong(digits)));
        }
        return sum;
    }

    /** A constant by its name in camel case: {@code firstCall} for {@code FIRST_CALL}. */
    static <E extends Enum<E>> E word(JsonTree tree, Class<E> words) {
        var text = text(tree);
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> spelled(word).equals(text))
                .findFirst()
                .orElseThrow(() -> tree.wrong("'" + text + "' is none of "
                        + Arrays.stream(words.getEnumConstants())
                                .map(JsonFields::spelled)
                                .collect(joining(", "))));
    }

    private static String spelled(Enum<?> word) {
        return Pattern.compile("_(.)")
                .matcher(word.name().toLowerCase(Locale.ROOT))
                .replaceAll(hump -> hump.group(1).toUpperCase(Locale.ROOT));
    }
}
