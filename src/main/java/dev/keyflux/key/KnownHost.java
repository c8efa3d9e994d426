package dev.keyflux.key;

import java.util.regex.Pattern;

/**
 * Recognises a line of {@code known_hosts} (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"), which looks much like one of {@code
 * authorized_keys}: host names stand where that has options. Its key is a server's, and nobody logs in with it.
 */
final class KnownHost {

    private static final Pattern MARKER = Pattern.compile("@(?:cert-authority|revoked)");

    /** No option has any of these outside of quotes, and most host names, patterns, addresses and hashes have one. */
    private static final Pattern HOST_CHARACTER = Pattern.compile("[.:*?\\[|]");

    private KnownHost() {}

    static boolean isAt(String line) {
        if (KeyLine.startsWithType(line)) {
            return false;
        }
        var first = KeyLine.firstField(line);
        var rest = line.substring(first.length()).strip();
        if (MARKER.matcher(first).matches()) {
            return KeyLine.startsWithType(
                    rest.substring(KeyLine.firstField(rest).length()).strip());
        }
        // A colon at the end is a list's: "alice: ssh-ed25519 AAAA".
        boolean host =
                first.startsWith("|1|") || (first.indexOf('"') < 0 && first.indexOf('=') < 0 && !first.endsWith(":"));
        return host && HOST_CHARACTER.matcher(first).find() && KeyLine.startsWithType(rest);
    }

    static RefusedKeyException refused() {
        return RefusedKeyException.malformed(
                "a line of known_hosts: a server's key, which nobody logs in with; import the users' own keys");
    }
}
