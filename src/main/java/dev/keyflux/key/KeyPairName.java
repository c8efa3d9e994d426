package dev.keyflux.key;

import java.util.regex.Pattern;

/**
 * Lightsail's rule for resource names, pattern {@code \w[\w\-]*\w} in the API model (shape {@code ResourceName}): two or
 * more ASCII letters, digits, underscores and hyphens, with no hyphen at either end.
 */
public final class KeyPairName {

    /** The longest name that Keyflux sends. The API states no limit; this one keeps a mistake from becoming a name. */
    public static final int MAX_LENGTH = 255;

    private static final Pattern RULE = Pattern.compile("\\w[\\w\\-]*\\w");

    private KeyPairName() {}

    /** Whether Lightsail accepts {@code name} for a key pair. */
    public static boolean isValid(String name) {
        return name.length() <= MAX_LENGTH && RULE.matcher(name).matches();
    }

    /**
     * Checks a name.
     *
     * @throws IllegalArgumentException if Lightsail would refuse it
     */
    static void check(String name) {
        if (!isValid(name)) {
            throw new IllegalArgumentException("key pair name " + Printable.quote(name) + ": must be 2 to " + MAX_LENGTH
                    + " of A-Z a-z 0-9 _ -, with no - at either end");
        }
    }
}
