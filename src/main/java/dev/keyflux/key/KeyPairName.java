package dev.keyflux.key;

import java.util.regex.Pattern;

/**
 * Lightsail's rule for resource names, pattern {@code \w[\w\-]*\w} in the API model (shape {@code ResourceName}): two or
 * more ASCII letters, digits, underscores and hyphens, with no hyphen at either end.
 */
public final class KeyPairName {

    /** The longest name that Keyflux sends. The API states no limit; this one keeps a mistake from becoming a name. */
    public static final int MAX_LENGTH = 255;

    private static final Pattern OTHERS = Pattern.compile("[^\\w\\-]+");

    private KeyPairName() {}

    /** Whether Lightsail accepts {@code name} for a key pair. */
    public static boolean isValid(String name) {
        // By hand, since every key passes here more than once: a matcher is slower and leaves 400 bytes behind.
        int length = name.length();
        if (length < 2 || length > MAX_LENGTH || name.charAt(0) == '-' || name.charAt(length - 1) == '-') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!isPlain(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '_'
                || character == '-';
    }

    /**
     * A name that Lightsail accepts, made of one that it may not: each run of other characters becomes one hyphen, and
     * hyphens at either end are dropped, so that {@code bob@host.example} becomes {@code bob-host-example}. Nothing is
     * cut off or made up, so what is left may still be too short or too long.
     */
    static String sanitize(String name) {
        var replaced = OTHERS.matcher(name).replaceAll("-");
        int start = 0;
        int end = replaced.length();
        while (start < end && replaced.charAt(start) == '-') {
            start++;
        }
        while (end > start && replaced.charAt(end - 1) == '-') {
            end--;
        }
        return replaced.substring(start, end);
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
