package dev.keyflux.key;

import java.util.List;
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
            case INFO -> {
                var der = der();
                if (DerPublicKey.isLikePkcs1(der)) {
                    throw mislabelled(PKCS1);
                }
                yield DerPublicKey.ofSubjectPublicKeyInfo(der);
            }
            case PKCS1 -> {
                var der = der();
                if (DerPublicKey.isLikeSubjectPublicKeyInfo(der)) {
                    throw mislabelled(INFO);
                }
                yield DerPublicKey.ofPkcs1(der);
            }
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

    private byte[] der() {
        var body = armour.wholeBody();
        if (body.stream().anyMatch(line -> HEADER.matcher(line).lookingAt())) {
            throw RefusedKeyException.malformed(
                    "the block has headers, which a public key has none of: remove them, and the empty line after them");
        }
        return CanonicalBase64.decodeKey(String.join("", body));
    }

    private RefusedKeyException mislabelled(String right) {
        return RefusedKeyException.malformed("a key of the form '" + right + "' in a block of '" + armour.label()
                + "': write " + right + " in its BEGIN and END lines");
    }
}
