package dev.keyflux.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of a study, as {@code -Dbench.args="rounds=5 calls=50000"} gives them. What a setting means, the study's
 * documentation says. Every study has {@code page}, the name of what it writes, so that a trial need not overwrite the last
 * results.
 */
public record Settings(Map<String, String> values) {

    private static final String PAGE = "page";

    /** Copies the values. */
    public Settings {
        values = Map.copyOf(values);
    }

    /**
     * Reads {@code name=value} words.
     *
     * @throws IllegalArgumentException if a word is no such pair, or the name is none of these nor {@code page}
     */
    public static Settings parse(List<String> words, Set<String> names) {
        var values = new HashMap<String, String>();
        for (var word : words) {
            var equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("setting '" + word + "': write name=value");
            }
            var name = word.substring(0, equals);
            if (!names.contains(name) && !name.equals(PAGE)) {
                throw new IllegalArgumentException(
                        "setting '" + name + "': there are " + PAGE + " and " + new TreeSet<>(names));
            }
            values.put(name, word.substring(equals + 1));
        }
        return new Settings(values);
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException if it is none, or below {@code least}
     */
    public int number(String name, int otherwise, int least) {
        var value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            var number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as one that is too small.
        }
        throw new IllegalArgumentException(name + "=" + value + ": must be a number, " + least + " or more");
    }

    /** The name of what a study writes, without the Java version: its own, unless another is set. */
    public String page(String study) {
        return values.getOrDefault(PAGE, study);
    }

    /**
     * Some of these words, separated by commas, or all of them.
     *
     * @throws IllegalArgumentException if there is another one
     */
    public List<String> wordsOf(String name, List<String> all) {
        var value = values.get(name);
        var words = value == null ? all : List.of(value.split(",", -1));
        if (!all.containsAll(words)) {
            throw new IllegalArgumentException(name + "=" + value + ": there are " + String.join(", ", all));
        }
        return words;
    }
}
