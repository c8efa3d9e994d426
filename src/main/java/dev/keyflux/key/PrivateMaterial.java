package dev.keyflux.key;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds private keys, whatever their form and wherever in a text they stand. One of them speaks for the whole text:
 * nothing is taken of it, not even the public key beside it, and nothing of it is shown.
 */
final class PrivateMaterial {

    /** A blank as it is, as URLs and forms write it, and one that does not break, in UTF-8 or Latin-1. */
    private static final String BLANK = "(?: |%20|\\+|\\xc2?\\xa0)";

    /**
     * PEM in all its variants (OpenSSH, PKCS#1, PKCS#8, SEC 1, SSH2, PGP) by either end of its armour, PuTTY by header
     * or body, SSH 1, age, and what OpenSSL prints of a private key as text.
     */
    private static final String BY_NAME =
            "(?:BEGIN|END)" + BLANK + "(?:[A-Z0-9]{1,20}" + BLANK + "){0,4}PRIVATE" + BLANK
                    + "KEY"
                    + "|(?<putty>PuTTY-User-Key-File-|^Private-(?:Lines|MAC|Hash):)"
                    + "|\\Aopenssh-key-v1"
                    + "|SSH PRIVATE KEY FILE FORMAT"
                    + "|AGE-SECRET-KEY-"
                    + "|^(?:RSA )?Private-Key: \\(\\d+ bit"
                    + "|^(?:privateExponent|priv):[ \\t]*$"
                    + "|^[ \\t]+(?:privateExponent|priv):[ \\t]*\\R[ \\t]+[0-9a-f]{2}:";

    /**
     * Base64 of an ASN.1 sequence that begins with version 0 or 1 and then has a number, octets or a sequence, at the
     * start of a run of base64, or behind an escaped line break or the mark of a line that was added: PKCS#1, PKCS#8 and
     * SEC 1 alike, and no public key, whose first element is a sequence or a large number. And with version 3 and a
     * sequence: PKCS#12. One line for each way to write the outer length.
     */
    private static final String BY_VERSION = "(?:(?<![A-Za-z0-9+/])|(?<=%0[AaDd])|(?<=\\\\[nr])|^[ \\t]*\\+)(?:"
            + "M[A-H][A-Za-z0-9+/]CAQ(?:Aw|AC|EE|Ew)"
            + "|MI[GH][A-Za-z0-9+/]AgE[AB][ABM]"
            + "|MII[A-Za-z0-9+/]{2}[AQgw]IBA[ADQTz])";

    /** Base64 of what private keys say of themselves: a word, or an algorithm that encrypts with a password. */
    private static final String BY_FRAGMENT = Stream.of(
                    ascii("PRIVATE KEY"),
                    ascii("openssh-key-v1"),
                    ascii("PuTTY-User-Key-File-"),
                    ascii("AGE-SECRET-KEY-"),
                    SubjectPublicKeyInfo.oid("1.2.840.113549.1.5.13"),
                    SubjectPublicKeyInfo.oid("1.2.840.113549.1.12.1.3"))
            .flatMap(Base64Wrapping::fragments)
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));

    private static final Pattern PRIVATE_KEY =
            Pattern.compile(String.join("|", BY_NAME, BY_VERSION, BY_FRAGMENT), Pattern.MULTILINE);

    /**
     * And the private part of a JSON Web Key (RFC 7518, section 6), in a text that has such a key; its quotes are doubled in
     * CSV, and escaped in JSON within JSON.
     */
    private static final Pattern PRIVATE_KEY_OR_JWK =
            Pattern.compile(PRIVATE_KEY.pattern() + "|\"[dk]\\\\{0,3}\"{1,2}\\s*:", Pattern.MULTILINE);

    /**
     * How base64 begins of what its fragments do not give away: an object or array of JSON, maybe behind a mark of byte order
     * or a blank, or a dash, a brace or a mark in UTF-16; and of dashes, once or twice, since a line break may divide the
     * fragment.
     */
    private static final Pattern WRAPPED = Pattern.compile(
            "(?<![A-Za-z0-9+/])"
                    + "(?:LS0t|TFMw|(?:77u/)?(?:e[wy]|W3s|Ww[o-r0-3]|Wy[AB]|Cns|Cl[st]|DQp|IHs|IF[st])|LQAt|AC0A|AHsA|//4|/v8)[A-Za-z0-9+/]");

    /**
     * Base64 within a text is looked into so far, and all of a text's together, be it within one another, so many times its
     * length.
     */
    private static final int WRAPPED_LENGTH = 65_536;

    private static final int WRAPPED_TIMES = 4;

    /** The binary form of what {@link #BY_VERSION} finds, and of PKCS#8 that is encrypted. */
    private static final Pattern DER = Pattern.compile(
            "\\A0(?:[\\x00-\\x7f]|\\x81.|\\x82..)"
                    + "(?:\\x02\\x01(?:[\\x00\\x01]|\\x030)|0.\\x06.\\x2a\\x86\\x48\\x86\\xf7\\x0d\\x01(?:\\x05|\\x0c\\x01))",
            Pattern.DOTALL);

    private static final String WITH_SSH_KEYGEN =
            "a private key: export the public half with ssh-keygen -y; nothing is taken of what it stands in";
    private static final String WITH_PUTTYGEN =
            "a PuTTY private key: export the public half with puttygen -L; nothing is taken of what it stands in";

    /** How much base64 may yet be looked into. */
    private long left;

    private PrivateMaterial(long left) {
        this.left = left;
    }

    /**
     * Looks for a private key, in plain text, in UTF-16 and UTF-32, in binary, and in base64 of any of these.
     *
     * @param content the text, a character for each byte
     */
    static Optional<Refusal> find(String content) {
        return new PrivateMaterial(WRAPPED_LENGTH + (long) WRAPPED_TIMES * content.length()).look(content);
    }

    private Optional<Refusal> look(String content) {
        if (DER.matcher(content).lookingAt()) {
            return Optional.of(refusal(content, 0, WITH_SSH_KEYGEN));
        }
        // Without NULs the ASCII part of UTF-16 and UTF-32 reads as itself: no encoding hides a private key.
        var text = content.indexOf('\0') < 0 ? content : withoutNuls(content);
        var secret = (text.contains("\"kty") ? PRIVATE_KEY_OR_JWK : PRIVATE_KEY).matcher(text);
        if (secret.find()) {
            return Optional.of(
                    refusal(text, secret.start(), secret.group("putty") == null ? WITH_SSH_KEYGEN : WITH_PUTTYGEN));
        }
        return Base64Wrapping.peel(text)
                .flatMap(this::look)
                .map(inner -> new Refusal(1, inner.reason(), inner.message()))
                .or(() -> lookWithin(text));
    }

    /** Looks into base64 that is only a part of the text, at each place where it may begin. */
    private Optional<Refusal> lookWithin(String text) {
        var wrapped = WRAPPED.matcher(text);
        while (left > 0 && wrapped.find()) {
            var run = Base64Wrapping.run(text, wrapped.start(), WRAPPED_LENGTH);
            left -= run.walked();
            var inner = Base64Wrapping.decoded(run.base64()).flatMap(this::look);
            if (inner.isPresent()) {
                return Optional.of(refusal(text, wrapped.start(), inner.get().message()));
            }
        }
        return Optional.empty();
    }

    private static Refusal refusal(String text, int position, String message) {
        return Refusal.at(text, position, RejectionReason.PRIVATE_KEY, message);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** {@link String#replace} would note the place of every NUL: four times the memory of a file full of them. */
    private static String withoutNuls(String content) {
        var bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        int length = 0;
        for (byte b : bytes) {
            if (b != 0) {
                bytes[length++] = b;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
