package dev.keyflux.sandbox;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A region that has Lightsail.
 *
 * @param name for example {@code eu-west-1}
 * @param displayName the place, as Lightsail's console calls it
 * @param continentCode two letters
 * @param audience whom the region is recommended to serve
 * @param zoneLetters a letter for each availability zone
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/lightsail.html">Lightsail's endpoints</a>
 */
record LightsailRegion(String name, String displayName, String continentCode, String audience, String zoneLetters) {

    /** The nineteen of November 2026. */
    static final List<LightsailRegion> ALL = List.of(
            new LightsailRegion("us-east-1", "Virginia", "NA", "the eastern United States", "abcdef"),
            new LightsailRegion("us-east-2", "Ohio", "NA", "the eastern United States", "abc"),
            new LightsailRegion(
                    "us-west-2", "Oregon", "NA", "the northwestern United States, Alaska, and western Canada", "abcd"),
            new LightsailRegion("eu-west-1", "Ireland", "EU", "Ireland and western Europe", "abc"),
            new LightsailRegion("eu-west-2", "London", "EU", "the United Kingdom", "abc"),
            new LightsailRegion("eu-west-3", "Paris", "EU", "France and southwestern Europe", "abc"),
            new LightsailRegion("eu-central-1", "Frankfurt", "EU", "central Europe", "abc"),
            new LightsailRegion("eu-north-1", "Stockholm", "EU", "northern Europe", "abc"),
            new LightsailRegion("eu-south-2", "Spain", "EU", "Spain and southwestern Europe", "abc"),
            new LightsailRegion("ap-south-1", "Mumbai", "AS", "India and South Asia", "abc"),
            new LightsailRegion("ap-southeast-1", "Singapore", "AS", "Southeast Asia", "abc"),
            new LightsailRegion("ap-southeast-2", "Sydney", "OC", "Australia and New Zealand", "abc"),
            new LightsailRegion("ap-southeast-3", "Jakarta", "AS", "Indonesia", "abc"),
            new LightsailRegion("ap-southeast-5", "Malaysia", "AS", "Malaysia", "abc"),
            new LightsailRegion("ap-northeast-1", "Tokyo", "AS", "Japan", "acd"),
            new LightsailRegion("ap-northeast-2", "Seoul", "AS", "Korea", "abcd"),
            new LightsailRegion("ap-east-1", "Hong Kong", "AS", "Hong Kong and southern China", "abc"),
            new LightsailRegion("ca-central-1", "Montreal", "NA", "eastern Canada", "abd"),
            new LightsailRegion("sa-east-1", "Sao Paulo", "SA", "South America", "abc"));

    private static final Set<String> NAMES =
            ALL.stream().map(LightsailRegion::name).collect(Collectors.toUnmodifiableSet());

    static boolean isKnown(String name) {
        return NAMES.contains(name);
    }

    String description() {
        return "This region is recommended to serve users in " + audience;
    }

    List<String> zones() {
        return zoneLetters.chars().mapToObj(letter -> name + (char) letter).toList();
    }
}
