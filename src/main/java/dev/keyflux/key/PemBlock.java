package dev.keyflux.key;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A PEM block (RFC 7468): a public key as OpenSSL and {@code ssh-keygen -e -m PKCS8} or {@code -m PEM} write it.
 *
 * @param armour the block
 */
record PemBlock(Armour armour) implements KeyForm {

    private static final String INFO = "PUBLIC KEY";
    private static final String PKCS1 = "RSA PUBLIC KEY";

    /** As PEM had them before RFC 7468. */
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}:");

    @Override
    public int line() {
        return armour.line();
    }

    @Override
    public boolean isMeantAsKey() {
        return true;
    }

    @Override
    public FoundKey read() {
        var key = switch (armour.label()) {
            case INFO -> DerPublicKey.ofSubjectPublicKeyInfo(der(PKCS1, DerPublicKey::isLikePkcs1));
            case PKCS1 -> DerPublicKey.ofPkcs1(der(INFO, DerPublicKey::isLikeSubjectPublicKeyInfo));
            case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE" ->
                throw new RefusedKeyException(
                        RejectionReason.CERTIFICATE,
                        "an X.509 certificate, not an SSH key: import the .pub file instead");
            case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" ->
                throw new RefusedKeyException(
                        RejectionReason.CERTIFICATE,
                        "a request for an X.509 certificate, not an SSH key: import the .pub file instead");
            default ->
                throw new RefusedKeyException(
                        RejectionReason.UNSUPPORTED_TYPE,
                        "a PEM block of '" + armour.label()
                                + "', which is no SSH public key: import the .pub file instead");
        };
        return new FoundKey(key, List.of());
    }

    /** The content, unless it is of the form that the other label stands for. */
    private byte[] der(String other, Predicate<byte[]> isOther) {
        var body = armour.wholeBody();
        if (body.stream().anyMatch(line -> HEADER.matcher(line).lookingAt())) {
            throw RefusedKeyException.malformed(
                    "the block has headers, which a public key has none of: remove them, and the empty line after them");
        }
        var der = CanonicalBase64.decodeKey(String.join("", body));
        if (isOther.test(der)) {
            throw RefusedKeyException.malformed("a key of the form '" + other + "' in a block of '" + armour.label()
                    + "': write " + other + " in its BEGIN and END lines");
        }
        return der;
    }
}
