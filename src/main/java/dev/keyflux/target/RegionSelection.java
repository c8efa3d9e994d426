package dev.keyflux.target;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads which regions a person means: names, {@code all}, and globs such as {@code eu-*}, separated by commas. */
public final class RegionSelection {

    private static final Pattern ZONE = Pattern.compile("(?<region>[a-z]{2}(-[a-z]+)+-\\d+)[a-z]");
    private static final Pattern GLOB = Pattern.compile("[a-z0-9*?-]+");
    /** A typing slip is at most this many letters away from what was meant. */
    private static final int SLIP = 2;

    private RegionSelection() {}

    /**
     * The regions that {@code list} selects, each once: in the order they are named, a glob's in the order of {@link
     * Regions#all()}.
     *
     * @param list for example {@code us-east-1,eu-*} or {@code all}
     * @throws IllegalArgumentException if the list is empty, names a region that has no Lightsail, an availability zone,
     *     or a glob that matches nothing; the message says what to write instead
     */
    public static List<String> parse(String list) {
        Set<String> selected = new LinkedHashSet<>();
        for (var item : list.split(",", -1)) {
            var name = item.strip();
            if (name.isEmpty()) {
                continue;
            }
            selected.addAll(select(name));
        }
        if (selected.isEmpty()) {
            throw new IllegalArgumentException("no region is selected: name some, for example us-east-1,eu-* or all");
        }
        return List.copyOf(selected);
    }

    private static List<String> select(String name) {
        if (name.equals("all")) {
            return Regions.all();
        }
        if (name.contains("*") || name.contains("?")) {
            return matching(name);
        }
        if (Regions.isKnown(name)) {
            return List.of(name);
        }
        throw new IllegalArgumentException(explain(name));
    }

    private static List<String> matching(String glob) {
        if (!GLOB.matcher(glob).matches()) {
            throw new IllegalArgumentException(
                    "region glob '" + glob + "': use lower-case letters, digits, '-', '*' and '?'");
        }
        var pattern = Pattern.compile(glob.replace("*", ".*").replace('?', '.'));
        var matched = Regions.all().stream()
                .filter(region -> pattern.matcher(region).matches())
                .toList();
        if (matched.isEmpty()) {
            throw new IllegalArgumentException(
                    "region glob '" + glob + "' matches no Lightsail region; there are: " + known());
        }
        return matched;
    }

    private static String explain(String name) {
        var zone = ZONE.matcher(name);
        if (zone.matches() && !Regions.isKnown(zone.group("region"))) {
            return "'" + name + "' is an availability zone; " + explain(zone.group("region"));
        }
        if (zone.matches()) {
            return "'" + name + "' is an availability zone; key pairs belong to its region: write "
                    + zone.group("region");
        }
        var whyNot = Regions.whyNot(name);
        if (whyNot.isPresent()) {
            return "region '" + name + "' has no Lightsail: " + whyNot.get();
        }
        var lower = name.toLowerCase(Locale.ROOT).replace('_', '-');
        var nearest = Regions.all().stream()
                .min(Comparator.comparingInt(region -> distance(region, lower)))
                .filter(region -> distance(region, lower) <= SLIP);
        return nearest.map(region -> "no Lightsail region '" + name + "'; did you mean " + region + "?")
                        .orElseGet(() -> "no Lightsail region '" + name + "'.")
                + " There are: " + known();
    }

    private static String known() {
        return String.join(" ", Regions.all());
    }

    /** Levenshtein's: how many letters to add, drop or change to make one of the other. */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                var changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
