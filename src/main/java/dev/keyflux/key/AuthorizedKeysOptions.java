package dev.keyflux.key;

import java.util.Locale;
import java.util.Set;

/** The options that may stand before a key in {@code authorized_keys}, in the grammar of OpenSSH's auth-options.c. */
final class AuthorizedKeysOptions {

    /** Each may be negated by a leading {@code no-}. */
    private static final Set<String> SWITCHES = Set.of(
            "agent-forwarding",
            "port-forwarding",
            "pty",
            "touch-required",
            "user-rc",
            "verify-required",
            "x11-forwarding");

    private static final Set<String> WITH_VALUE = Set.of(
            "command", "environment", "expiry-time", "from", "permitlisten", "permitopen", "principals", "tunnel");

    private AuthorizedKeysOptions() {}

    /** Where the options end that {@code line} starts with: at the first blank outside of quotes. */
    static int end(String line) {
        boolean quoted = false;
        int at = 0;
        while (at < line.length() && (quoted || !KeyLine.isBlank(line.charAt(at)))) {
            if (isEscapedQuote(line, at)) {
                at++;
            } else if (line.charAt(at) == '"') {
                quoted = !quoted;
            }
            at++;
        }
        return Math.min(at, line.length());
    }

    /**
     * Checks a comma-separated list of options.
     *
     * @throws RefusedKeyException if sshd would refuse the line for it, or if it makes the key a certificate authority's
     */
    static void check(String options) {
        int at = 0;
        while (true) {
            at = checkOption(options, at);
            if (at == options.length()) {
                return;
            }
            if (options.charAt(at) != ',') {
                throw unreadable();
            }
            at++;
        }
    }

    /** Checks the option at {@code start} and returns where it ends. */
    private static int checkOption(String options, int start) {
        int nameEnd = start;
        while (nameEnd < options.length() && options.charAt(nameEnd) != ',' && options.charAt(nameEnd) != '=') {
            nameEnd++;
        }
        // OpenSSH compares option names without regard to case.
        var name = options.substring(start, nameEnd).toLowerCase(Locale.ROOT);
        if (name.equals("cert-authority")) {
            throw new RefusedKeyException(
                    RejectionReason.CERTIFICATE,
                    "the key of a certificate authority (cert-authority): it signs keys and is none to log in with;"
                            + " import the users' own keys");
        }
        boolean hasValue = nameEnd < options.length() && options.charAt(nameEnd) == '=';
        if (hasValue) {
            if (!WITH_VALUE.contains(name)) {
                throw unreadable();
            }
            return valueEnd(options, nameEnd + 1);
        }
        if (!name.equals("restrict") && !SWITCHES.contains(name.startsWith("no-") ? name.substring(3) : name)) {
            throw unreadable();
        }
        return nameEnd;
    }

    private static int valueEnd(String options, int start) {
        if (start == options.length() || options.charAt(start) != '"') {
            throw unreadable();
        }
        for (int at = start + 1; at < options.length(); at++) {
            if (isEscapedQuote(options, at)) {
                at++;
            } else if (options.charAt(at) == '"') {
                return at + 1;
            }
        }
        throw unreadable();
    }

    private static boolean isEscapedQuote(String text, int at) {
        return text.startsWith("\\\"", at);
    }

    private static RefusedKeyException unreadable() {
        return RefusedKeyException.malformed(
                "what stands before the key type are no options that sshd knows: remove it, Lightsail keeps none");
    }
}
