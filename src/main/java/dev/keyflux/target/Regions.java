package dev.keyflux.target;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The regions that have Lightsail, as AWS' documentation lists them in November 2026: nineteen, all in the {@code aws}
 * partition.
 *
 * @see <a href="https://docs.aws.amazon.com/lightsail/latest/userguide/understanding-regions-and-availability-zones-in-amazon-lightsail.html">
 *     Regions and Availability Zones for Lightsail</a>
 */
public final class Regions {

    private static final List<String> ALL = List.of(
            "us-east-1",
            "us-east-2",
            "us-west-2",
            "ca-central-1",
            "sa-east-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eu-central-1",
            "eu-north-1",
            "eu-south-2",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-5",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-east-1");

    /** Regions of AWS that people expect here, and why they are not. */
    private static final Map<String, String> WITHOUT_LIGHTSAIL =
            Map.of("us-west-1", "Lightsail's API names it, but it has no Lightsail endpoint; the nearest is us-west-2");

    private Regions() {}

    /** Every region that has Lightsail, nearest to AWS' own order. */
    public static List<String> all() {
        return ALL;
    }

    /** Whether a region has Lightsail. */
    public static boolean isKnown(String region) {
        return ALL.contains(region);
    }

    /** Why a region of AWS has no Lightsail; empty if that is not known, or it has. */
    static Optional<String> whyNot(String region) {
        return Optional.ofNullable(WITHOUT_LIGHTSAIL.get(region));
    }
}
