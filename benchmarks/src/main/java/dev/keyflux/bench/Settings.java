package dev.keyflux.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of a study, as {@code -Dbench.args="rounds=5 calls=50000"} gives them. What a setting means, the study's
 * documentation says.
 */
public record Settings(Map<String, String> values) {

    /** Copies the values. */
    public Settings {
        values = Map.copyOf(values);
    }

    /**
     * Reads {@code name=value} words.
     *
     * @throws IllegalArgumentException if a word is no such pair, or the name is none of these
     */
    public static Settings parse(List<String> words, Set<String> names) {
        var values = new HashMap<String, String>();
        for (var word : words) {
            var equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("setting '" + word + "': write name=value");
            }
            var name = word.substring(0, equals);
            if (!names.contains(name)) {
                throw new IllegalArgumentException("setting '" + name + "': there are " + new TreeSet<>(names));
            }
            values.put(name, word.substring(equals + 1));
        }
        return new Settings(values);
    }

    /** A whole number. */
    public int number(String name, int otherwise) {
        var value = values.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    /** Words separated by commas. */
    public List<String> words(String name, List<String> otherwise) {
        var value = values.get(name);
        return value == null ? otherwise : List.of(value.split(",", -1));
    }
}
